import { limits, paths, serverPaths } from '@causerie/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
// Several instances at once on one ledger: only an emulator in this process can have them in any order.
// oxlint-disable eslint/no-restricted-imports
import { judge } from '../../functions/src/abuse/judge.ts';
import type { Evidence } from '../../functions/src/abuse/ledger.ts';
import { restTree } from '../../functions/src/tree/restTree.ts';
// oxlint-enable eslint/no-restricted-imports
import { namespace, stageForEachTest } from './stage.ts';

const stage = stageForEachTest();
const nowMs = 30_000_000 * 60_000 + 90_000;

const treeHere = () => restTree({ origin: stage.url, namespace, token: async () => 'owner' });

const turn = fc
  .record({ number: fc.nat(29), minutesAgo: fc.nat(1) })
  .map(({ number, minutesAgo }): Evidence => ({
    kind: 'flood',
    turns: [
      {
        slot: 'abcde'[number % 5] ?? 'a',
        at: nowMs - 90_000 - minutesAgo * 60_000 + Math.floor(number / 5) * 10_000,
      },
    ],
  }));
const complaint = fc
  .record({
    by: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', '__proto__', 'constructor'),
    ago: fc.nat(100_000),
  })
  .map(({ by, ago }): Evidence => ({ kind: 'complaint', by, at: nowMs - ago }));

describe('judging', () => {
  it('comes to the same sanction on any instances, in any order, however often an event comes', async () => {
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(
        fc
          .array(fc.oneof({ weight: 4, arbitrary: turn }, { weight: 1, arbitrary: complaint }), {
            minLength: 30,
            maxLength: 60,
          })
          .chain((all) =>
            fc.tuple(
              fc.constant(all),
              fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length }),
              fc.integer({ min: 1, max: 6 }),
            ),
          ),
        async ([once, shuffled, instances]) => {
          runs += 1;
          const [orderly, wild] = [`orderly${runs}`, `wild${runs}`];
          const tree = treeHere();
          for (const event of once) await judge(tree, orderly, event, nowMs);
          const queue = shuffled.values();
          const work = async (): Promise<void> => {
            const own = treeHere();
            for (const event of queue) await judge(own, wild, event, nowMs);
          };
          await Promise.all(Array.from({ length: instances }, work));
          expect(await tree.read(paths.sanction.at({ uid: wild }))).toEqual(
            await tree.read(paths.sanction.at({ uid: orderly })),
          );
          const strikesOf = (uid: string) => tree.read(`${serverPaths.abuse.at({ uid })}/strikes`);
          expect(await strikesOf(wild)).toEqual(await strikesOf(orderly));
        },
      ),
      { numRuns: 8 },
    );
  });

  it.each([
    ['longer', limits.strikes.longestMs, limits.strikes.longestMs],
    ['shorter', 1000, limits.strikes.firstMuteMs],
  ])('never shortens a sanction: one of the operator that is %s', async (_name, given, expected) => {
    const tree = treeHere();
    const path = paths.sanction.at({ uid: 'ana' });
    await tree.update(new Map([[path, { mutedUntil: nowMs + given }]]));
    for (const by of ['a', 'b', 'c']) await judge(tree, 'ana', { kind: 'complaint', by, at: nowMs }, nowMs);
    expect(await tree.read(path)).toEqual({ mutedUntil: nowMs + expected });
  });

  it('finishes what an instance that died had only decided', async () => {
    const tree = treeHere();
    const last: Evidence = { kind: 'complaint', by: 'c', at: nowMs };
    for (const event of [{ ...last, by: 'a' }, { ...last, by: 'b' }, last])
      await judge(tree, 'ana', event, nowMs);
    const path = paths.sanction.at({ uid: 'ana' });
    const sanction = await tree.read(path);
    await tree.update(new Map([[path, null]]));
    await judge(tree, 'ana', last, nowMs + 1000);
    expect(await tree.read(path)).toEqual(sanction);
  });
});
