/** So much of a message is quoted: it stands there in full anyway. */
const quotedMax = 300;

/** A draft with a message quoted at its end, and a new line to write on. */
export const quoted = (draft: string, text: string): string => {
  const characters = Array.from(text.trim());
  const part =
    characters.length <= quotedMax
      ? characters.join('')
      : `${characters.slice(0, quotedMax).join('').trimEnd()}…`;
  const quote = part
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
  return `${draft === '' ? '' : `${draft.trimEnd()}\n\n`}${quote}\n\n`;
};
