import { isRoomId, serverPaths } from '@causerie/contract';
import { onValueCreated } from 'firebase-functions/v2/database';
import { reported } from '../reported.ts';
import { treeOf } from '../tree/openTree.ts';
import { triggerOptions } from '../triggerOptions.ts';
import { askFor } from './job.ts';

/** An owner has closed a room. */
export const onRoomClosed = onValueCreated(
  { ...triggerOptions, ref: serverPaths.closedAt.pattern },
  async (event) => {
    const { roomId } = event.params;
    if (!isRoomId(roomId)) return;
    await reported('room closed', { roomId }, async () => {
      await askFor(treeOf(event), { kind: 'roomClosed', roomId }, Date.now());
      return 'asked';
    });
  },
);
