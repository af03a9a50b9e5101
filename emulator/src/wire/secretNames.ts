import { randomBytes } from 'node:crypto';

const nameBytes = 16;
const namesAtOnce = 256;

/** Names that nobody can guess. Chance is asked for many at a time: asking costs more than making them of it. */
export class SecretNames {
  #chance = '';
  #used = 0;

  /** 32 hexadecimal digits. */
  next(): string {
    if (this.#used === this.#chance.length) {
      this.#chance = randomBytes(nameBytes * namesAtOnce).toString('hex');
      this.#used = 0;
    }
    const end = this.#used + 2 * nameBytes;
    const name = this.#chance.slice(this.#used, end);
    this.#used = end;
    return name;
  }
}
