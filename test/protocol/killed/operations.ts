import type { Databases } from '../../../emulator/src/engine/databases.ts';

const owner = { kind: 'admin' } as const;

/** Always the same sequence for a number; numbers that are near each other have nothing in common. */
const chanceOf = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** Makes the change of a number, which is the same whoever makes it. */
export const operate = (databases: Databases, number: number): void => {
  const chance = chanceOf(number);
  const pick = (count: number): number => Math.floor(chance() * count);
  const database = databases.open(['demo', 'other'][pick(2)] ?? 'demo');
  if ('problem' in database) throw new Error(database.problem);
  const kind = pick(10);
  const text = String.fromCodePoint(0x1f600 + pick(50)).repeat(pick(200));
  const result =
    kind < 5
      ? database.set(owner, ['list', `k${pick(6)}`], { text, at: number, '.priority': pick(9) })
      : kind < 7
        ? // Three places or none.
          database.update(owner, [], { 'one/a': number, 'two/b': number, [`three/${pick(5)}`]: { number } })
        : kind < 9
          ? database.set(owner, ['list', `k${pick(6)}`], null)
          : database.loadRules(`{"rules": {".read": true}} // ${number}`);
  if (!result.ok) throw new Error(JSON.stringify(result));
};
