import { expect, it } from 'vitest';
import type { Operation } from './operations.ts';
import type { World } from './world.ts';

export type Verdict = 'allowed' | 'denied';

/** Who tries what, and what comes of it. A denial stands beside the nearest thing that is allowed. */
export type Row = readonly [who: string, what: string, expected: Verdict, operation: Operation];

/** `denied` is the rules' refusal; any other failure is the test's own and is thrown. */
export const verdictOf = async (request: Promise<unknown>): Promise<Verdict> => {
  try {
    await request;
    return 'allowed';
  } catch (error) {
    if (error instanceof Error && /permission.denied/i.test(error.message)) return 'denied';
    throw error;
  }
};

/** One test a row. */
export const table = (world: () => World, rows: readonly Row[]): void => {
  it.each(rows)('%s %s: %s', async (who, _what, expected, operation) => {
    const actor = { world: world(), database: world().as(who) };
    const verdict = await verdictOf(operation(actor));
    const why = verdict === 'denied' && expected === 'allowed' ? ` (${actor.world.lastDenial()})` : '';
    expect(`${verdict}${why}`).toBe(expected);
  });
};
