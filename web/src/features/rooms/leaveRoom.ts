import { paths, type RoomId, type UserId } from '@causerie/contract';
import { act, type Outcome } from '../../backend/act.ts';

/** Out of a room, and off one's list. A room's owner hands it over or closes it first. */
export const leaveRoom = (uid: UserId, roomId: RoomId): Promise<Outcome> =>
  act(
    uid,
    new Map([
      [paths.member.at({ roomId, uid }), null],
      [paths.mineEntry.at({ uid, roomId }), null],
    ]),
    { roomId },
  );
