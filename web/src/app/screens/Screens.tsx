import type { UserId } from '@causerie/contract';
import type { ReactNode } from 'react';
import { ownRooms } from '../../backend/ownRooms.ts';
import { useSource } from '../../backend/useSource.ts';
import { Invited } from '../../features/invites/Invited.tsx';
import { ReportForm } from '../../features/reports/ReportForm.tsx';
import { addressOf } from '../../features/rooms/roomInAddress.ts';
import { BrowseRooms } from '../../features/rooms/BrowseRooms.tsx';
import { NewRoom } from '../../features/rooms/NewRoom.tsx';
import { Returning } from '../../features/session/Returning.tsx';
import type { ScreenStrings } from '../../strings/screens/ScreenStrings.ts';
import { ScreenStringsContext } from '../../strings/screens/ScreenStringsContext.ts';
import { useStrings } from '../../strings/StringsContext.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Me } from './Me.tsx';
import { PersonScreen } from './PersonScreen.tsx';
import { RoomScreen } from './RoomScreen.tsx';
import { useOpenScreen, type Person, type Screen } from './screen.ts';
import './Screens.css';

interface ScreenProps {
  readonly screen: Screen;
  readonly person: Person | undefined;
  readonly onClose: () => void;
}

/** One of the screens, in its dialog and with its words. */
export const Screens = ({ words, ...props }: ScreenProps & { readonly words: ScreenStrings }) => (
  <ScreenStringsContext value={words}>
    <OneScreen {...props} words={words} />
  </ScreenStringsContext>
);

const OneScreen = ({ words, screen, person, onClose }: ScreenProps & { readonly words: ScreenStrings }) => {
  const { screens } = useStrings();
  const [title, content] = contentOf(screen, words, person);
  return (
    <Dialog title={title} closeLabel={screens.close} holdsTyping={screen.kind !== 'browse'} onClose={onClose}>
      {content}
    </Dialog>
  );
};

/** What stands over a screen, and what in it. */
const contentOf = (
  screen: Screen,
  words: ScreenStrings,
  person: Person | undefined,
): readonly [title: string, content: ReactNode] => {
  if (screen.kind === 'returning') return [words.account.returning, <Returning key="" />];
  if (person === undefined) throw new Error(`Nobody is signed in who could open "${screen.kind}".`);
  const { uid, profile, waiting } = person;
  switch (screen.kind) {
    case 'browse':
      return [words.browse.heading, <Browse key="" uid={uid} />];
    case 'newRoom':
      return [words.newRoom.heading, <NewRoom key="" uid={uid} />];
    case 'me':
      return [words.me.heading, <Me key="" uid={uid} profile={profile} waiting={waiting} />];
    case 'room':
      return [words.aboutRoom.heading, <RoomScreen key="" uid={uid} roomId={screen.roomId} />];
    case 'person':
      return [
        words.person.heading,
        <PersonScreen key="" uid={uid} about={screen.about} roomId={screen.roomId} />,
      ];
    case 'report':
      return [
        words.report.heading,
        <ReportForm key="" uid={uid} roomId={screen.roomId} messageId={screen.messageId} />,
      ];
    case 'invited':
      return [
        words.invites.invitedHeading,
        <Invited
          key=""
          uid={uid}
          roomId={screen.roomId}
          code={screen.code}
          onIn={() => {
            location.hash = addressOf(screen.roomId);
          }}
        />,
      ];
  }
};

const Browse = ({ uid }: { readonly uid: UserId }) => {
  const open = useOpenScreen();
  const mine = useSource(ownRooms(uid));
  const own = new Set(mine.state === 'ready' ? mine.value.map(({ key }) => key) : []);
  return <BrowseRooms own={own} onCreate={() => open({ kind: 'newRoom' })} />;
};
