import type { Profile, UserId } from '@causerie/contract';
import { useSource } from '../backend/useSource.ts';
import { ConnectionLine } from '../features/connection/ConnectionLine.tsx';
import type { ConnectionState } from '../features/connection/connectionState.ts';
import { useOutbox } from '../features/messages/useOutbox.ts';
import { useAnnouncedPresence } from '../features/presence/usePresence.ts';
import { chooseRoom } from '../features/rooms/directory.ts';
import { roomInAddress } from '../features/rooms/roomInAddress.ts';
import { useDirectory } from '../features/rooms/useRooms.ts';
import { useStrings } from '../strings/StringsContext.ts';
import { RoomPage } from './RoomPage.tsx';
import { Splash } from './Splash.tsx';

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
  useAnnouncedPresence(uid);
  const outbox = useOutbox(uid);
  const directory = useDirectory();
  const asked = useSource(roomInAddress);
  const status = <ConnectionLine connection={connection} />;

  if (directory.state === 'loading') return <Splash words={words.loading} status={status} />;
  if (directory.state === 'denied') return <Splash words={words.directoryRefused} status={status} />;
  const room = chooseRoom(directory.value, asked);
  if (room === undefined) return <Splash words={words.noneYet} hint={words.noneYetHint} status={status} />;
  return (
    <RoomPage
      key={room.id}
      uid={uid}
      profile={profile}
      room={room}
      rooms={directory.value}
      outbox={outbox}
      connection={connection}
    />
  );
};
