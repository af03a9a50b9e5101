import { paths, serverPaths } from '@causerie/contract';
import { childrenOf, type Tree } from '../tree/tree.ts';
import { batchSize } from './stage.ts';

/** What stands in a room, one child a row. Its memberships come last: they say whose lists it is on. */
const contents = [
  paths.messages,
  serverPaths.reactionsInRoom,
  paths.typing,
  paths.receipts,
  paths.invites,
  paths.bans,
  paths.mutes,
  paths.members,
] as const;

/** Takes the next rows of a room away. Says whether that was all. What to do next is what is left, so it needs no memory. */
export const emptyRoom = async (tree: Tree, roomId: string): Promise<boolean> => {
  for (const place of contents) {
    const path = place.at({ roomId });
    const keys = [...childrenOf(await tree.read(path, { first: batchSize })).keys()];
    if (keys.length === 0) continue;
    const removed = keys.map((key): [string, null] => [`${path}/${key}`, null]);
    const besides =
      place === paths.members
        ? keys.flatMap((uid): [string, null][] => [
            [paths.mineEntry.at({ uid, roomId }), null],
            [paths.paceEntry.at({ uid, roomId }), null],
          ])
        : [];
    await tree.update(new Map([...removed, ...besides]));
    return false;
  }
  return true;
};
