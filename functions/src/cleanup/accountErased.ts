import { paths } from '@causerie/contract';
import { findTraces } from '../people/findTraces.ts';
import { isDirectWith, type Keys, tracesIn } from '../people/traces.ts';
import { walk } from '../people/walk.ts';
import { childrenOf, type Tree } from '../tree/tree.ts';
import { emptyRoom } from './emptyRoom.ts';
import { eraseTrace, isOwnJob } from './eraseTrace.ts';
import type { Task } from './job.ts';
import { leaveRoom } from './leaveRoom.ts';
import { batchSize, type Stage, unfinished } from './stage.ts';

type Erasure = Stage<Extract<Task, { readonly kind: 'accountErased' }>>;

/** Tokens are good for an hour after they were given out; clocks differ. */
const tokensLiveMs = 65 * 60_000;

/** First of all nobody may go on writing under this uid: they would be erasing behind themselves for ever. */
const lockOut: Erasure = async ({ tree, lockOut: lock, nowMs }, { uid }) => {
  await lock(uid);
  await tree.update(new Map([[paths.revoked.at({ uid }), nowMs]]));
  return 'done';
};

/** Their rooms, one by one: each has somebody else to think of. */
const rooms: Erasure = async ({ tree, nowMs }, { uid }) => {
  const [roomId] = childrenOf(await tree.read(paths.mine.at({ uid }), { first: 1 })).keys();
  if (roomId === undefined) return 'done';
  if (isDirectWith(uid, roomId)) {
    if (!(await emptyRoom(tree, roomId, uid))) return unfinished;
    await removeDirectRoom(tree, roomId);
  } else await leaveRoom(tree, roomId, uid, nowMs);
  return unfinished;
};

/** What is left when nobody is in it any more. Its id holds both uids. */
const removeDirectRoom = (tree: Tree, roomId: string): Promise<void> =>
  tree.update(
    new Map([
      [paths.room.at({ roomId }), null],
      ...roomId
        .slice('d-'.length)
        .split('_')
        .map((uid): [string, null] => [paths.mineEntry.at({ uid, roomId }), null]),
    ]),
  );

/** What they said, in every room that there ever was: the cursor is the room. */
const messages: Erasure = async ({ tree }, { uid }, cursor = '') => {
  const remaining = (await tree.keys('messages')).filter((roomId) => roomId >= cursor);
  for (const roomId of remaining.slice(0, batchSize)) {
    const window = { equalTo: { child: 'uid', value: uid }, first: batchSize } as const;
    const ids = [...childrenOf(await tree.read(paths.messages.at({ roomId }), window)).keys()];
    await tree.update(
      new Map(
        ids.flatMap((messageId): [string, null][] => [
          [paths.message.at({ roomId, messageId }), null],
          [paths.reactions.at({ roomId, messageId }), null],
        ]),
      ),
    );
    if (ids.length === batchSize) return { goOnAt: roomId };
  }
  const next = remaining[batchSize];
  return next === undefined ? 'done' : { goOnAt: next };
};

/** Everything else, wherever it is. */
const everywhere: Erasure = async ({ tree, nowMs }, { uid }, cursor) => {
  const next = await walk(tree, cursor, async ({ keys, value }) => {
    for (const trace of tracesIn(keys, value, uid)) await eraseTrace(tree, uid, trace, nowMs);
  });
  return next === undefined ? 'done' : { goOnAt: next };
};

/**
 * What somebody else's slot is taken for is theirs to say, whether they do it or not. Were it waited for, anybody could keep an erasure from
 * ending by naming whom it is about, again and again.
 */
const isHearsay = (uid: string, [collection, whose]: Keys): boolean =>
  collection === 'limits' && whose !== uid;

/** Nothing is over before somebody has looked. */
const verify: Erasure = async ({ tree }, { uid }, cursor) => {
  const { traces, next } = await findTraces(tree, uid, cursor);
  if (traces.some((trace) => !isOwnJob(uid, trace) && !isHearsay(uid, trace))) return 'again';
  return next === undefined ? 'done' : { goOnAt: next };
};

const removeAccount: Erasure = async ({ removeAccount: remove }, { uid }) => {
  await remove(uid);
  return 'done';
};

/** Until the last token has ended, the mark that ends sessions must stay. */
const waitForTokens: Erasure = async ({ nowMs }, _task, cursor) =>
  cursor === undefined ? { goOnAt: 'waited', waitUntil: nowMs + tokensLiveMs } : 'done';

const forget: Erasure = async ({ tree }, { uid }) => {
  await tree.update(new Map([[paths.revoked.at({ uid }), null]]));
  return 'done';
};

export const accountErased: readonly Erasure[] = [
  lockOut,
  rooms,
  messages,
  everywhere,
  verify,
  removeAccount,
  waitForTokens,
  forget,
];
