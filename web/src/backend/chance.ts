/** A text of so many of these letters, each as likely as any other, that nobody can guess. */
export const chance = (letters: string, count: number): string => {
  // What lies above the largest multiple in a byte would favour the first letters.
  const bound = 256 - (256 % letters.length);
  let text = '';
  while (text.length < count) {
    for (const byte of crypto.getRandomValues(new Uint8Array(count)))
      if (byte < bound && text.length < count) text += letters[byte % letters.length];
  }
  return text;
};

export const digitsAndSmallLetters = '0123456789abcdefghijklmnopqrstuvwxyz';
export const digitsAndLetters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
