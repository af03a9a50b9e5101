import type { Profile, UserId } from '@causerie/contract';
import { useId } from 'react';
import { ConnectionLine, ConnectionNotice } from '../features/connection/ConnectionLine.tsx';
import type { ConnectionState } from '../features/connection/connectionState.ts';
import { LanguageSwitch } from '../features/language/LanguageSwitch.tsx';
import type { Outbox } from '../features/messages/outbox.ts';
import type { ListedRoom } from '../features/rooms/directory.ts';
import { RoomList } from '../features/rooms/RoomList.tsx';
import { useMembership } from '../features/rooms/useRooms.ts';
import { useStrings } from '../strings/StringsContext.ts';
import { Notice } from '../ui/Notice.tsx';
import { Seal } from '../ui/Seal.tsx';
import { Room } from './Room.tsx';
import { RoomFrame } from './RoomFrame.tsx';

/** One room, with or without us in it. */
export const RoomPage = ({
  uid,
  profile,
  room,
  rooms,
  outbox,
  connection,
}: {
  readonly uid: UserId;
  readonly profile: Profile;
  readonly room: ListedRoom;
  readonly rooms: readonly ListedRoom[];
  readonly outbox: Outbox;
  readonly connection: ConnectionState;
}) => {
  const { rooms: words, members } = useStrings();
  const { membership, join } = useMembership(uid, room.id);
  const titleId = useId();

  const frame = {
    titleId,
    sideLabel: members.sheet,
    name: room.name,
    topic: room.topic,
    isLive: connection.state === 'live',
    status: <ConnectionLine connection={connection} />,
    foot: (
      <>
        <p className="frame-me">
          <Seal name={profile.name} color={profile.color} />
          <bdi>{profile.name}</bdi>
        </p>
        <LanguageSwitch />
      </>
    ),
  };
  const ways = rooms.length > 1 ? <RoomList rooms={rooms} current={room.id} /> : undefined;
  const notice = <ConnectionNotice connection={connection} />;

  switch (membership) {
    case 'joining':
      return (
        <RoomFrame {...frame} side={ways}>
          {notice}
        </RoomFrame>
      );
    case 'refused':
      return (
        <RoomFrame {...frame} side={ways}>
          {notice}
          <Notice heading={words.joinRefused} action={words.tryAgain} onAction={() => void join()} />
        </RoomFrame>
      );
    case 'joined':
    // A room that was left refuses its messages, and then says so itself; what was written stays where it is.
    case 'left':
      return (
        <Room uid={uid} room={room} ways={ways} frame={frame} notice={notice} outbox={outbox} onJoin={join} />
      );
  }
};
