import type { Profile, RoomId, UserId } from '@causerie/contract';
import { useId } from 'react';
import { UnreadBadge } from '../features/attention/UnreadBadge.tsx';
import { ConnectionLine, ConnectionNotice } from '../features/connection/ConnectionLine.tsx';
import type { ConnectionState } from '../features/connection/connectionState.ts';
import { LanguageSwitch } from '../features/language/LanguageSwitch.tsx';
import type { Outbox } from '../features/messages/outbox.ts';
import type { ListedRoom } from '../features/rooms/directory.ts';
import { RoomList } from '../features/rooms/RoomList.tsx';
import { useMembership, type Rooms } from '../features/rooms/useRooms.ts';
import { useStrings } from '../strings/StringsContext.ts';
import { Icon } from '../ui/Icon.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Seal } from '../ui/Seal.tsx';
import { Room } from './Room.tsx';
import { RoomFrame } from './RoomFrame.tsx';
import { useOpenScreen } from './screens/screen.ts';

const badgeOf = (roomId: RoomId) => <UnreadBadge roomId={roomId} />;

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
  readonly rooms: Rooms;
  readonly outbox: Outbox;
  readonly connection: ConnectionState;
}) => {
  const { rooms: words, members, session, refusal: reason } = useStrings();
  const { membership, refusal, join } = useMembership(uid, room.id);
  const openScreen = useOpenScreen();
  const titleId = useId();

  const frame = {
    titleId,
    sideLabel: members.sheet,
    name: room.name === '' ? '…' : room.name,
    topic: room.topic,
    isLive: connection.state === 'live',
    status: <ConnectionLine connection={connection} />,
    about: (
      <button
        type="button"
        className="icon-button"
        aria-label={words.about(room.name)}
        onClick={() => openScreen({ kind: 'room', roomId: room.id })}
      >
        <Icon name="more" />
      </button>
    ),
    foot: (
      <>
        <button type="button" className="frame-me" onClick={() => openScreen({ kind: 'me' })}>
          <Seal name={profile.name} color={profile.color} />
          <bdi aria-hidden="true">{profile.name}</bdi>
          <span className="visually-hidden">{session.me(profile.name)}</span>
        </button>
        <LanguageSwitch />
      </>
    ),
  };
  const browse = (): void => openScreen({ kind: 'browse' });
  const ways = (
    <RoomList
      rooms={rooms}
      current={room.id}
      badge={badgeOf}
      onBrowse={browse}
      onCreate={() => openScreen({ kind: 'newRoom' })}
    />
  );
  const notice = <ConnectionNotice connection={connection} />;

  if (room.isClosed) {
    return (
      <RoomFrame {...frame} side={ways}>
        {notice}
        <Notice heading={words.closed} hint={words.closedHint} action={words.elsewhere} onAction={browse} />
      </RoomFrame>
    );
  }
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
          <Notice
            heading={words.gone}
            {...(refusal !== undefined && { hint: reason(refusal) })}
            action={words.tryAgain}
            onAction={() => void join()}
            otherAction={words.elsewhere}
            onOtherAction={browse}
          />
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
