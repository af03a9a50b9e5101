import { erasedPerson, paths, serverPaths } from '@causerie/contract';
import { isDirectWith, isPermitted, type Keys } from '../people/traces.ts';
import type { Tree } from '../tree/tree.ts';
import { jobIdOf } from './job.ts';
import { leaveRoom } from './leaveRoom.ts';

/** Rows that are about what happened, and stay when one of the people in them goes. */
const facts: ReadonlyMap<string, readonly string[]> = new Map([
  ['audit', ['by', 'about']],
  ['bans', ['by']],
  ['mutes', ['by']],
  // Who reported goes. A report about somebody goes as a whole, because their words are in it.
  ['reports', ['uid']],
  // Somebody else's slot: taken away, it would be free before its time.
  ['limits', ['key']],
]);

/** The row that a value is a part of: how many keys lead to it. */
const rowDepth: ReadonlyMap<string, number> = new Map([
  ['names', 2],
  ['reports', 2],
  ['jobs', 2],
  ['parkedJobs', 2],
  ['invites', 3],
]);

/** Takes away one place that names somebody. A place that is not known here stays, and is found again by whoever looks at what is left. */
export const eraseTrace = async (tree: Tree, uid: string, trace: Keys, nowMs: number): Promise<void> => {
  const [collection = '', second = '', third = ''] = trace;
  const field = trace.at(-1) ?? '';
  if (isPermitted(trace) || isOwnJob(uid, trace)) return;
  const remove = (keys: Keys): Promise<void> => tree.update(new Map([[keys.join('/'), null]]));

  // The place is theirs, or that of a room between them and another.
  if (field === uid || isDirectWith(uid, field)) {
    if (collection === 'members' && trace.length === 3) return leaveRoom(tree, second, uid, nowMs);
    return remove(trace);
  }
  if (facts.get(collection)?.includes(field) === true)
    return tree.update(new Map([[trace.join('/'), erasedPerson]]));
  if (collection === 'messages')
    return tree.update(
      new Map([
        [paths.message.at({ roomId: second, messageId: third }), null],
        [paths.reactions.at({ roomId: second, messageId: third }), null],
      ]),
    );
  if (collection === 'rooms' && field === 'owner') return leaveRoom(tree, second, uid, nowMs);
  const depth = rowDepth.get(collection);
  if (depth !== undefined) return remove(trace.slice(0, depth));
};

/** The row of the clean-up itself. It goes when that is over. */
export const isOwnJob = (uid: string, [collection, jobId]: Keys): boolean =>
  collection === serverPaths.jobs.pattern && jobId === jobIdOf({ kind: 'accountErased', uid });
