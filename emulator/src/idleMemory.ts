import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How often to look. What has not changed between two looks is quiet. */
const lookMs = 5000;

const mebi = 1024 * 1024;
/** A server that does nothing still allocates a little. */
const quietBytes = mebi;
/** Less than this is not worth a pause. */
const worthwhileBytes = 32 * mebi;

/**
 * Decides when to collect garbage. The engine does so when something is allocated, and so never in a server that has gone
 * quiet after much work: it would keep what it needs no more until somebody comes.
 */
export class IdleCollector {
  readonly #usedBytes: () => number;
  readonly #collect: () => void;
  #last: number;
  #collected: number;

  /** @param usedBytes how much of the heap is used now, garbage included */
  constructor(usedBytes: () => number, collect: () => void) {
    this.#usedBytes = usedBytes;
    this.#collect = collect;
    this.#last = usedBytes();
    this.#collected = this.#last;
  }

  /** To be called now and then. Collects once after each time of work, as soon as nothing has happened for a while. */
  look(): void {
    const used = this.#usedBytes();
    const isQuiet = Math.abs(used - this.#last) < quietBytes;
    this.#last = used;
    if (!isQuiet || used - this.#collected < worthwhileBytes) return;
    this.#collect();
    this.#last = this.#usedBytes();
    this.#collected = this.#last;
  }
}

/** Gives memory back to the system while nobody needs it. It is for a process of its own: it changes the engine's settings. */
export const giveIdleMemoryBack = (): void => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const collector = new IdleCollector(() => process.memoryUsage().heapUsed, collect);
  setInterval(() => collector.look(), lookMs).unref();
};
