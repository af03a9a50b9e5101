import type { MessageId } from '@causerie/contract';

/** In the order in which the database sorts them. */
const letters = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';
const timeLetters = 8;
const chanceLetters = 12;

/**
 * An id of the form of the SDK's push ids: time, in milliseconds, then chance. It sorts after `after`, even when the clock was set
 * back since that was made: what one person writes in one millisecond of the server's is told apart by ids alone.
 */
export const nextMessageId = (nowMs: number, after: MessageId | undefined): MessageId => {
  const chance = crypto.getRandomValues(new Uint8Array(chanceLetters));
  // 64 letters, so that every letter is as likely as another.
  const made = timeOf(nowMs) + Array.from(chance, (byte) => letters[byte % 64]).join('');
  return (after === undefined || made > after ? made : successorOf(after)) as MessageId;
};

const timeOf = (nowMs: number): string => {
  let rest = Math.max(0, Math.floor(nowMs));
  let text = '';
  for (let place = 0; place < timeLetters; place += 1) {
    text = (letters[rest % 64] ?? '') + text;
    rest = Math.floor(rest / 64);
  }
  return text;
};

const successorOf = (id: string): string => {
  const last = id.length - 1;
  const value = letters.indexOf(id.charAt(last));
  if (last < 0 || value === -1) throw new RangeError(`${id} has no successor.`);
  return value === 63 ? successorOf(id.slice(0, last)) + letters[0] : id.slice(0, last) + letters[value + 1];
};
