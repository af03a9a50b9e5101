import { randomInt } from 'node:crypto';

/** In the order of their character codes, so that ids sort as they were made. */
const alphabet = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';

/**
 * Makes the keys of pushed children: 8 characters of time, then 12 of chance. Within one millisecond the chance part
 * counts up instead, so that ids of one maker never sort against the order they were made in.
 */
export class PushIds {
  #lastMs = 0;
  #chance: number[] = [];

  next(nowMs: number): string {
    const isLater = nowMs > this.#lastMs;
    this.#lastMs = Math.max(nowMs, this.#lastMs);
    this.#chance = isLater ? Array.from({ length: 12 }, () => randomInt(64)) : successor(this.#chance);
    return text([...digitsOf(this.#lastMs, 8), ...this.#chance]);
  }
}

const digitsOf = (value: number, length: number): readonly number[] =>
  Array.from({ length }, (_, place) => Math.floor(value / 64 ** (length - 1 - place)) % 64);

const successor = (digits: readonly number[]): number[] => {
  const next = [...digits];
  for (let place = next.length - 1; place >= 0; place--) {
    const digit = next[place] ?? 0;
    next[place] = (digit + 1) % 64;
    if (digit < 63) break;
  }
  return next;
};

const text = (digits: readonly number[]): string => digits.map((digit) => alphabet[digit]).join('');
