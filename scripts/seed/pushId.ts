import type { MessageId } from '@causerie/contract';

const letters = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';

const written = (number: number, length: number): string => {
  let rest = number;
  let text = '';
  for (let index = 0; index < length; index += 1) {
    text = `${letters[rest % letters.length]}${text}`;
    rest = Math.floor(rest / letters.length);
  }
  return text;
};

/** The key that `push()` would have made at `atMs`, except that a number stands for the part made by chance. */
export const pushIdAt = (atMs: number, number: number): MessageId =>
  `${written(atMs, 8)}${written(number, 12)}` as MessageId;
