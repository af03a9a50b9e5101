import {
  firstRoomId,
  member,
  paths,
  room as roomRecord,
  roleTable,
  type Power,
  type RoomId,
  type UserId,
} from '@causerie/contract';
import { valueAt } from '../../backend/live.ts';
import { ownRooms } from '../../backend/ownRooms.ts';
import { useSource } from '../../backend/useSource.ts';
import { Invites } from '../../features/invites/Invites.tsx';
import { AuditLog } from '../../features/moderation/AuditLog.tsx';
import { CloseRoom } from '../../features/moderation/CloseRoom.tsx';
import { Restrictions } from '../../features/moderation/Restrictions.tsx';
import { EditRoom } from '../../features/rooms/EditRoom.tsx';
import { LeaveButton } from '../../features/rooms/LeaveButton.tsx';
import { addressOf } from '../../features/rooms/roomInAddress.ts';
import { useScreenStrings } from '../../strings/screens/ScreenStringsContext.ts';
import { useCloseDialog } from '../../ui/Dialog.tsx';

/** What there is to know of a room, and to do with it. */
export const RoomScreen = ({ uid, roomId }: { readonly uid: UserId; readonly roomId: RoomId }) => {
  const close = useCloseDialog();
  const { aboutRoom: words, invites, moderation } = useScreenStrings();
  const roomReading = useSource(valueAt(paths.room.at({ roomId })));
  const rowReading = useSource(valueAt(paths.member.at({ roomId, uid })));
  const mine = useSource(ownRooms(uid));
  const room = roomReading.state === 'ready' ? roomRecord.read(roomReading.value) : undefined;
  const role = rowReading.state === 'ready' ? member.read(rowReading.value)?.role : undefined;
  if (room === undefined) {
    return <p className="dialog-hint">{roomReading.state === 'loading' ? words.loading : words.gone}</p>;
  }

  const leave = (): void => {
    const others =
      mine.state === 'ready' ? mine.value.map(({ key }) => key).filter((id) => id !== roomId) : [];
    const next = others.includes(firstRoomId) ? firstRoomId : (others[0] ?? firstRoomId);
    location.hash = addressOf(next as RoomId);
    close();
  };
  const may = (power: Power): boolean => role !== undefined && roleTable[role].powers.includes(power);
  return (
    <>
      <dl className="about-room">
        <dt>{words.kindLabel}</dt>
        <dd>{words.kinds[room.kind]}</dd>
        {room.topic !== undefined && (
          <>
            <dt>{words.topicLabel}</dt>
            <dd dir="auto">{room.topic}</dd>
          </>
        )}
        {room.slowMs !== undefined && room.slowMs > 0 && (
          <>
            <dt>{words.pace}</dt>
            <dd>{words.pause(room.slowMs / 1000)}</dd>
          </>
        )}
        {role !== undefined && room.kind !== 'direct' && (
          <>
            <dt>{words.roleLabel}</dt>
            <dd>{words.roles[role]}</dd>
          </>
        )}
      </dl>
      {role !== undefined && may('setTopic') && (
        <section className="dialog-section">
          <h3>{words.settings}</h3>
          <EditRoom uid={uid} roomId={roomId} room={room} role={role} />
        </section>
      )}
      {may('invite') && room.kind === 'private' && (
        <section className="dialog-section">
          <h3>{invites.heading}</h3>
          <Invites uid={uid} roomId={roomId} />
        </section>
      )}
      {may('ban') && (
        <section className="dialog-section">
          <h3>{moderation.restricted}</h3>
          <Restrictions uid={uid} roomId={roomId} />
        </section>
      )}
      {may('seeAudit') && (
        <section className="dialog-section">
          <h3>{moderation.log}</h3>
          <AuditLog roomId={roomId} />
        </section>
      )}
      {role !== undefined && (
        <section className="dialog-section">
          <h3>{words.out}</h3>
          <LeaveButton uid={uid} roomId={roomId} kind={room.kind} role={role} onLeft={leave} />
          {may('close') && (
            <CloseRoom uid={uid} roomId={roomId} isPublic={room.kind === 'public'} onClosed={leave} />
          )}
        </section>
      )}
    </>
  );
};
