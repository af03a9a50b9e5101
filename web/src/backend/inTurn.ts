import { limits } from '@causerie/contract';

/** The server's clock begins to count when it has written; what a write takes to arrive may differ by so much. */
const marginMs = 200;

/** Has things done one after the other, each so long after the one before at the earliest. */
export const createTurns = (everyMs: number): (<T>(action: () => Promise<T>) => Promise<T>) => {
  let last: Promise<unknown> = Promise.resolve();
  let nextAtMs = Number.NEGATIVE_INFINITY;
  return (action) => {
    const inTurn = last.then(async () => {
      // A pause of nothing would be one all the same, and whoever leaves the page has no time for it.
      const waitMs = nextAtMs - performance.now();
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
      try {
        return await action();
      } finally {
        nextAtMs = performance.now() + everyMs;
      }
    });
    last = inTurn.catch(() => undefined);
    return inTurn;
  };
};

/**
 * Does what the log of a room keeps, of whatever kind and in whichever room: rules allow one such act of a person in a time, so that a
 * quick second one waits for its turn.
 */
export const inTurn = createTurns(limits.actEveryMs + marginMs);
