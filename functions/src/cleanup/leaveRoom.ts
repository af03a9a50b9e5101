import { limits, paths } from '@causerie/contract';
import { childrenOf, type Tree, unchanged } from '../tree/tree.ts';
import { askFor } from './job.ts';

const joinedAt = (member: unknown): number => Number(childrenOf(member).get('joinedAt') ?? 0);

/** Who has been a moderator for longest; or whoever was made the owner already, by an instance that died before it could say so of the room. */
const heirIn = async (tree: Tree, roomId: string, except: string): Promise<string | undefined> => {
  let last: string | undefined;
  let senior: readonly [uid: string, member: unknown] | undefined;
  for (;;) {
    const rows = [
      ...childrenOf(
        await tree.read(paths.members.at({ roomId }), {
          first: limits.membersPerRead,
          ...(last === undefined ? {} : { startAt: last }),
        }),
      ),
    ];
    for (const row of rows) {
      const [uid, member] = row;
      const role = childrenOf(member).get('role');
      if (uid === except) continue;
      if (role === 'owner') return uid;
      if (role !== 'moderator') continue;
      if (senior === undefined || joinedAt(member) < joinedAt(senior[1])) senior = row;
    }
    last = rows
      .map(([uid]) => uid)
      .toSorted()
      .at(-1);
    if (last === undefined || rows.length < limits.membersPerRead) return senior?.[0];
  }
};

/** Makes an heir the owner, by compare and set: who leaves meanwhile, or is put out, must not come back by this. Says who it was. */
const promoteHeir = async (tree: Tree, roomId: string, except: string): Promise<string | undefined> => {
  for (;;) {
    const heir = await heirIn(tree, roomId, except);
    if (heir === undefined) return undefined;
    const stored = await tree.change(paths.member.at({ roomId, uid: heir }), (current) => {
      const member = childrenOf(current);
      return member.get('role') === 'moderator'
        ? { ...Object.fromEntries(member), role: 'owner' }
        : unchanged;
    });
    if (childrenOf(stored).get('role') === 'owner') return heir;
  }
};

/**
 * Takes somebody out of a room for good. What they owned goes to whoever has been a moderator there for longest; a room without
 * moderators is closed, because nobody could look after it. Their membership goes last, so that whatever dies on the way is done again.
 */
export const leaveRoom = async (tree: Tree, roomId: string, uid: string, nowMs: number): Promise<void> => {
  const path = paths.room.at({ roomId });
  const room = childrenOf(await tree.read(path));
  const isOwner = room.get('owner') === uid;
  const heir = isOwner && !room.has('closedAt') ? await promoteHeir(tree, roomId, uid) : undefined;
  if (isOwner && heir === undefined)
    await tree.update(
      new Map<string, unknown>([
        [`${path}/owner`, null],
        [`${path}/closedAt`, room.get('closedAt') ?? nowMs],
        [paths.directoryEntry.at({ roomId }), null],
      ]),
    );
  if (room.has('closedAt') || (isOwner && heir === undefined))
    await askFor(tree, { kind: 'roomClosed', roomId }, nowMs);
  await tree.update(
    new Map<string, unknown>([
      [paths.member.at({ roomId, uid }), null],
      [paths.mineEntry.at({ uid, roomId }), null],
      [paths.typingEntry.at({ roomId, uid }), null],
      [paths.receipt.at({ roomId, uid }), null],
      ...(heir === undefined ? [] : [[`${path}/owner`, heir] as const]),
    ]),
  );
};
