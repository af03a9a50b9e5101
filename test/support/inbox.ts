import { inspect } from 'node:util';

const defaultTimeoutMs = 10_000;

/** Collects what callbacks are told, so that a test can wait for it without polling. */
export class Inbox<Item> {
  readonly #items: Item[] = [];
  readonly #waiting = new Set<() => void>();

  /** To be handed over as the callback. */
  readonly add = (item: Item): void => {
    this.#items.push(item);
    for (const look of this.#waiting) look();
  };

  get items(): readonly Item[] {
    return this.#items;
  }

  get last(): Item | undefined {
    return this.#items.at(-1);
  }

  /** Waits until the items so far satisfy `condition`; says what there was when they never do. */
  async until(
    condition: (items: readonly Item[]) => boolean,
    reason: string,
    timeoutMs = defaultTimeoutMs,
  ): Promise<readonly Item[]> {
    await new Promise<void>((resolve, reject) => {
      const look = (): void => {
        if (!condition(this.#items)) return;
        finish();
        resolve();
      };
      const timer = setTimeout(() => {
        finish();
        const seen = inspect(this.#items.slice(-10), { depth: 6, breakLength: 110 });
        reject(
          new Error(
            `Waited ${timeoutMs} ms in vain until ${reason}. The last of ${this.#items.length}: ${seen}`,
          ),
        );
      }, timeoutMs);
      const finish = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(look);
      };
      this.#waiting.add(look);
      look();
    });
    return this.#items;
  }

  /** Waits for the first `count` items. */
  async first(count: number): Promise<readonly Item[]> {
    const items = await this.until((all) => all.length >= count, `${count} of them came`);
    return items.slice(0, count);
  }
}
