import { isLegalKey, isRoomId, paths } from '@causerie/contract';
import { onValueDeleted } from 'firebase-functions/v2/database';
import { reported } from '../reported.ts';
import { treeOf } from '../tree/openTree.ts';
import { triggerOptions } from '../triggerOptions.ts';
import { askFor } from './job.ts';

/** Somebody has left a room, or was put out of it. */
export const onMemberRemoved = onValueDeleted(
  { ...triggerOptions, ref: paths.member.pattern },
  async (event) => {
    const { roomId, uid } = event.params;
    if (!isRoomId(roomId) || !isLegalKey(uid)) return;
    await reported('member left', { roomId }, async () => {
      await askFor(treeOf(event), { kind: 'memberLeft', roomId, uid }, Date.now());
      return 'asked';
    });
  },
);
