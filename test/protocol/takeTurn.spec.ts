import { limits } from '@causerie/contract';
import { describe, expect, it } from 'vitest';
// Several instances that count at once: only an emulator in this process is that quick.
// oxlint-disable eslint/no-restricted-imports
import { takeTurn } from '../../functions/src/callables/takeTurn.ts';
import { restTree } from '../../functions/src/tree/restTree.ts';
// oxlint-enable eslint/no-restricted-imports
import { namespace, stageForEachTest } from './stage.ts';

const stage = stageForEachTest();
const beginMs = 1_800_000_000_000;
const { windowMs, ...most } = limits.calls;

const turn = async (
  atMs: number,
  name: keyof typeof most = 'eraseAccount',
  uid = 'ana',
): Promise<unknown> => {
  const tree = restTree({ origin: stage.url, namespace, token: async () => 'owner' });
  return takeTurn(tree, uid, name, atMs).then(
    () => 'taken',
    (error: unknown) => (error as { readonly details: unknown }).details,
  );
};

describe('the pace of calls', () => {
  it.each(['eraseAccount', 'signOutEverywhere'] as const)(
    'lets %s be called so often and no more',
    async (name) => {
      for (let count = 0; count < most[name]; count += 1)
        expect(await turn(beginMs + count, name)).toBe('taken');
      const refused = { reason: 'tooManyCalls', retryAfterMs: 1 };
      expect(await turn(beginMs + windowMs - 1, name)).toEqual(refused);
      expect(await turn(beginMs + windowMs, name)).toBe('taken');
    },
  );

  it('counts each person and each function by itself', async () => {
    for (let count = 0; count <= most.eraseAccount; count += 1) await turn(beginMs);
    expect(await turn(beginMs)).toMatchObject({ reason: 'tooManyCalls' });
    expect(await turn(beginMs, 'signOutEverywhere')).toBe('taken');
    for (const uid of ['ben', '__proto__', 'constructor'])
      expect(await turn(beginMs, 'eraseAccount', uid)).toBe('taken');
  });

  it('counts on all instances together', async () => {
    const turns = await Promise.all(Array.from({ length: 3 * most.eraseAccount }, () => turn(beginMs)));
    expect(turns.filter((outcome) => outcome === 'taken')).toHaveLength(most.eraseAccount);
  });
});
