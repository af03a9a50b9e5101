import { paths } from '@causerie/contract';
import { childrenOf } from '../tree/tree.ts';
import { emptyRoom } from './emptyRoom.ts';
import type { Task } from './job.ts';
import { type Stage, unfinished } from './stage.ts';

/** The room itself stays, so that nobody opens another one under its id, and so does what its moderators did. */
const contents: Stage<Extract<Task, { readonly kind: 'roomClosed' }>> = async ({ tree }, { roomId }) => {
  const room = childrenOf(await tree.read(paths.room.at({ roomId })));
  if (!room.has('closedAt')) return 'done';
  return (await emptyRoom(tree, roomId)) ? 'done' : unfinished;
};

export const roomClosed = [contents] as const;
