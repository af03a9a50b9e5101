import { useEffect } from 'react';
import { useOpenScreen, type Screen } from '../app/screens/screen.ts';
import { ScreenHost } from '../app/screens/ScreenHost.tsx';
import { bo, conversation, inviteCode, me, myProfile, sampleRooms } from './samples.ts';
import type { Section } from './section.ts';

const myself = { uid: me, profile: myProfile, waiting: 2 };

const Opens = ({ screen }: { readonly screen: Screen }) => {
  const open = useOpenScreen();
  useEffect(() => open(screen), [open, screen]);
  return null;
};

const screen = (name: string, title: Section['title'], shown: Screen): Section => {
  const person = shown.kind === 'returning' ? {} : { person: myself };
  return {
    name: `screen-${name}`,
    title,
    isPage: false,
    Content: () => (
      <ScreenHost {...person}>
        <Opens screen={shown} />
      </ScreenHost>
    ),
  };
};

const { lobby, committee } = sampleRooms;
const [firstOfBo] = conversation;

/** The dialogs over the page. */
export const screenSections: readonly Section[] = [
  screen('returning', { en: 'Back to an account', fr: 'Retrouver son compte' }, { kind: 'returning' }),
  screen('browse', { en: 'Browse rooms', fr: 'Parcourir les salons' }, { kind: 'browse' }),
  screen('new-room', { en: 'A new room', fr: 'Nouveau salon' }, { kind: 'newRoom' }),
  screen('me', { en: 'Oneself', fr: 'Soi-même' }, { kind: 'me' }),
  screen('room', { en: 'About a room', fr: 'À propos d’un salon' }, { kind: 'room', roomId: lobby }),
  screen(
    'private-room',
    { en: 'About a private room', fr: 'À propos d’un salon privé' },
    { kind: 'room', roomId: committee },
  ),
  screen('person', { en: 'Somebody', fr: 'Quelqu’un' }, { kind: 'person', about: bo, roomId: lobby }),
  ...(firstOfBo === undefined
    ? []
    : [
        screen(
          'report',
          { en: 'Report', fr: 'Signaler' },
          { kind: 'report', roomId: lobby, messageId: firstOfBo.id },
        ),
      ]),
  screen(
    'invited',
    { en: 'Invited', fr: 'Sur invitation' },
    { kind: 'invited', roomId: committee, code: inviteCode },
  ),
];
