import { useEffect } from 'react';
import { Lobby } from '../app/Lobby.tsx';
import type { ConnectionState } from '../features/connection/connectionState.ts';
import { addressOf } from '../features/rooms/roomInAddress.ts';
import { Acting, type Step } from './Acting.tsx';
import { me, myProfile, sampleRooms } from './samples.ts';
import type { Section } from './section.ts';

/** A room as it is, on the sample tree. */
const Inside = ({
  roomId,
  connection = { state: 'live' },
}: {
  readonly roomId: string;
  readonly connection?: ConnectionState;
}) => {
  useEffect(() => {
    location.hash = addressOf(roomId as typeof sampleRooms.lobby);
  }, [roomId]);
  return <Lobby uid={me} profile={myProfile} connection={connection} />;
};

const find: readonly Step[] = [{ press: '[aria-expanded=false].icon-button' }];
const people: readonly Step[] = [{ press: '.frame-people' }];
const link: readonly Step[] = [{ press: '.connection-more' }];
const emoji: readonly Step[] = [{ press: '.composer-emoji' }];
const thread: readonly Step[] = [{ press: '.replies' }];
const command: readonly Step[] = [{ into: '.composer-input', type: '/' }];
const mention: readonly Step[] = [{ into: '.composer-input', type: '@' }];

/** Whole rooms. */
export const roomSections: readonly Section[] = [
  {
    name: 'room',
    title: { en: 'A room', fr: 'Un salon' },
    isPage: true,
    Content: () => <Inside roomId={sampleRooms.lobby} />,
  },
  {
    name: 'room-empty',
    title: { en: 'A room where nothing was said', fr: 'Un salon où rien n’a été dit' },
    isPage: true,
    Content: () => <Inside roomId={sampleRooms.study} />,
  },
  {
    name: 'room-direct',
    title: { en: 'Two people', fr: 'À deux' },
    isPage: true,
    Content: () => <Inside roomId={sampleRooms.direct} />,
  },
  {
    name: 'room-closed',
    title: { en: 'A closed room', fr: 'Un salon fermé' },
    isPage: true,
    Content: () => <Inside roomId={sampleRooms.closed} />,
  },
  {
    name: 'room-offline',
    title: { en: 'A room without a connection', fr: 'Un salon sans connexion' },
    isPage: true,
    Content: () => (
      <Inside
        roomId={sampleRooms.lobby}
        connection={{ state: 'reconnecting', retrySeconds: 8, heardSeconds: 12 }}
      />
    ),
  },
  {
    name: 'room-find',
    title: { en: 'Finding', fr: 'Chercher' },
    isPage: true,
    Content: () => (
      <Acting steps={find}>
        <Inside roomId={sampleRooms.lobby} />
      </Acting>
    ),
  },
  {
    name: 'room-people',
    title: { en: 'Rooms and people, on a phone', fr: 'Salons et personnes, au téléphone' },
    isPage: true,
    Content: () => (
      <Acting steps={people}>
        <Inside roomId={sampleRooms.lobby} />
      </Acting>
    ),
  },
  {
    name: 'room-connection',
    title: { en: 'About the connection', fr: 'À propos de la connexion' },
    isPage: true,
    Content: () => (
      <Acting steps={link}>
        <Inside roomId={sampleRooms.lobby} />
      </Acting>
    ),
  },
  {
    name: 'room-emoji',
    title: { en: 'Emoji', fr: 'Émojis' },
    isPage: true,
    Content: () => (
      <Acting steps={emoji}>
        <Inside roomId={sampleRooms.lobby} />
      </Acting>
    ),
  },
  {
    name: 'room-mention',
    title: { en: 'Calling somebody', fr: 'Appeler quelqu’un' },
    isPage: true,
    Content: () => (
      <Acting steps={mention}>
        <Inside roomId={sampleRooms.lobby} />
      </Acting>
    ),
  },
  {
    name: 'room-thread',
    title: { en: 'A thread', fr: 'Un fil' },
    isPage: true,
    Content: () => (
      <Acting steps={thread}>
        <Inside roomId={sampleRooms.lobby} />
      </Acting>
    ),
  },
  {
    name: 'room-commands',
    title: { en: 'Commands', fr: 'Commandes' },
    isPage: true,
    Content: () => (
      <Acting steps={command}>
        <Inside roomId={sampleRooms.lobby} />
      </Acting>
    ),
  },
];
