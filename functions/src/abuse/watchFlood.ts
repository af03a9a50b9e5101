import { isLegalKey, limits, messageSlot, paths } from '@causerie/contract';
import { childrenOf, type Tree } from '../tree/tree.ts';
import { judge } from './judge.ts';
import type { Turn } from './ledger.ts';

/** The turns of a ring that is full: all its slots were taken within about one window. None of one that is not. */
export const turnsOfFullRing = (ring: unknown): readonly Turn[] => {
  const slots = childrenOf(ring);
  const turns = limits.messageRing.slots.flatMap((slot) => {
    const row = messageSlot.read(slots.get(slot));
    return row === undefined ? [] : [{ slot, at: row.at }];
  });
  const times = turns.map(({ at }) => at);
  const isFull = turns.length === limits.messageRing.slots.length;
  return isFull && Math.max(...times) - Math.min(...times) <= limits.flood.spreadMs ? turns : [];
};

/**
 * Looks at the ring of whoever wrote a message. The ring alone keeps them within the limit; this is about those who do nothing but lean
 * against it. Says whether they
 * are silenced; nothing of those who do not.
 */
export const watchFlood = async (
  tree: Tree,
  { roomId, messageId }: { readonly roomId: string; readonly messageId: string },
  nowMs: number,
): Promise<'noted' | 'silenced' | undefined> => {
  const uid = await tree.read(`${paths.message.at({ roomId, messageId })}/uid`);
  if (typeof uid !== 'string' || !isLegalKey(uid)) return undefined;
  const turns = turnsOfFullRing(await tree.read(paths.messageSlots.at({ uid })));
  if (turns.length === 0) return undefined;
  const { mutedUntil } = await judge(tree, uid, { kind: 'flood', turns }, nowMs);
  return mutedUntil > nowMs ? 'silenced' : 'noted';
};
