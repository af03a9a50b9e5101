import { type Denial, describeDenial } from './denials.ts';

const blocksPerWindow = 5;
const windowMs = 1000;

/**
 * Tells whoever looks at the console of each denial, and no more often than they can read: a test that tries a thousand
 * attacks, or one attacker, would else bury everything. How many were left out is said at the end of the second.
 */
export class DenialReporter {
  readonly #log: (line: string) => void;
  #told = 0;
  #leftOut = 0;

  constructor(log: (line: string) => void) {
    this.#log = log;
  }

  report(namespace: string, denial: Denial): void {
    if (this.#told === blocksPerWindow) {
      this.#leftOut += 1;
      return;
    }
    // The first of a second begins it. The process may end meanwhile.
    if (this.#told === 0) setTimeout(() => this.#close(), windowMs).unref();
    this.#told += 1;
    this.#log(describeDenial(namespace, denial));
  }

  #close(): void {
    const leftOut = this.#leftOut;
    this.#told = 0;
    this.#leftOut = 0;
    if (leftOut === 0) return;
    const denials = leftOut === 1 ? 'denial was' : 'denials were';
    this.#log(
      `${leftOut} more ${denials} left out within one second; the last are at /.inspect/denials.json.`,
    );
  }
}
