import { paths, serverPaths } from '@causerie/contract';
import { childrenOf, type Tree } from '../tree/tree.ts';
import { batchSize } from './stage.ts';

/**
 * What stands in a room, one child a row. Its memberships go first, and each takes the room off that person's list: whoever is not in it can
 * put nothing there. Else a member could keep this from ending, by reading on or by typing.
 */
const contents = [
  paths.members,
  paths.messages,
  serverPaths.reactionsInRoom,
  paths.typing,
  paths.receipts,
  paths.invites,
  paths.bans,
  paths.mutes,
] as const;

/**
 * Takes the next rows of a room away. Says whether that was all. What to do next is what is left, so it needs no memory.
 *
 * @param keptBy on whose list the room stays, so that whoever goes through that list finds it again
 */
export const emptyRoom = async (tree: Tree, roomId: string, keptBy?: string): Promise<boolean> => {
  for (const place of contents) {
    const path = place.at({ roomId });
    const keys = [...childrenOf(await tree.read(path, { first: batchSize })).keys()];
    if (keys.length === 0) continue;
    const removed = keys.map((key): [string, null] => [`${path}/${key}`, null]);
    const besides =
      place === paths.members
        ? keys.flatMap((uid): [string, null][] => [
            ...(uid === keptBy ? [] : [[paths.mineEntry.at({ uid, roomId }), null] as [string, null]]),
            [paths.paceEntry.at({ uid, roomId }), null],
          ])
        : [];
    await tree.update(new Map([...removed, ...besides]));
    return false;
  }
  return true;
};
