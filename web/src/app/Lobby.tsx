import type { Profile, RoomId, UserId } from '@causerie/contract';
import { type ReactNode } from 'react';
import { useSource } from '../backend/useSource.ts';
import { ConnectionLine } from '../features/connection/ConnectionLine.tsx';
import type { ConnectionState } from '../features/connection/connectionState.ts';
import { useOutbox } from '../features/messages/useOutbox.ts';
import { useAnnouncedPresence } from '../features/presence/usePresence.ts';
import { addressOf } from '../features/rooms/roomInAddress.ts';
import { useCurrentRoom } from '../features/rooms/useRooms.ts';
import { useSharing } from '../features/sharing/useSharing.ts';
import { useStrings } from '../strings/StringsContext.ts';
import { Button } from '../ui/Button.tsx';
import { InviteAtDoor } from './InviteAtDoor.tsx';
import { RoomPage } from './RoomPage.tsx';
import { useOpenScreen } from './screens/screen.ts';
import { ScreenHost } from './screens/ScreenHost.tsx';
import { Splash } from './Splash.tsx';
import { lazyPart } from '../ui/lazyPart.tsx';

/** Nobody needs it to read and to write. */
const Attention = lazyPart(async () => (await import('../features/attention/Attention.tsx')).Attention);

/** Behind the door: finds the room to be in. */
export const Lobby = ({
  uid,
  profile,
  connection,
}: {
  readonly uid: UserId;
  readonly profile: Profile;
  readonly connection: ConnectionState;
}) => {
  const { rooms: words } = useStrings();
  useAnnouncedPresence(uid, useSharing(uid)?.lastSeen === true);
  const outbox = useOutbox(uid);
  const waiting = useSource(outbox).length;
  const current = useCurrentRoom(uid);
  const status = <ConnectionLine connection={connection} />;

  const page = (): ReactNode => {
    switch (current.state) {
      case 'loading':
        return <Splash words={words.loading} status={status} />;
      case 'denied':
        return <Splash words={words.directoryRefused} status={status} />;
      case 'none':
        return <NoRooms status={status} />;
      case 'chosen':
        return (
          <RoomPage
            key={current.room.id}
            uid={uid}
            profile={profile}
            room={current.room}
            rooms={current.rooms}
            outbox={outbox}
            connection={connection}
          />
        );
    }
  };
  return (
    <ScreenHost person={{ uid, profile, waiting }}>
      {current.state !== 'loading' && <InviteAtDoor />}
      {page()}
      <Attention uid={uid} name={profile.name} onOpen={goToRoom} />
    </ScreenHost>
  );
};

const goToRoom = (roomId: RoomId): void => {
  location.hash = addressOf(roomId);
};

/** Nobody has opened a room. Somebody has to be the first. */
const NoRooms = ({ status }: { readonly status: ReactNode }) => {
  const { rooms: words } = useStrings();
  const open = useOpenScreen();
  return (
    <Splash words={words.noneYet} hint={words.noneYetHint} status={status}>
      <Button kind="primary" onClick={() => open({ kind: 'newRoom' })}>
        {words.create}
      </Button>
    </Splash>
  );
};
