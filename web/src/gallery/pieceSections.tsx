import { firstRoomId, type RoomId } from '@causerie/contract';
import { useEffect } from 'react';
import { UnreadBadge } from '../features/attention/UnreadBadge.tsx';
import { setUnreadCounts } from '../features/attention/unreadCounts.ts';
import { ConnectionLine, ConnectionNotice } from '../features/connection/ConnectionLine.tsx';
import type { ConnectionState } from '../features/connection/connectionState.ts';
import { LanguageSwitch } from '../features/language/LanguageSwitch.tsx';
import { MemberList } from '../features/members/MemberList.tsx';
import type { ListedRoom } from '../features/rooms/directory.ts';
import { RoomList } from '../features/rooms/RoomList.tsx';
import { useStrings } from '../strings/StringsContext.ts';
import { Button } from '../ui/Button.tsx';
import { Confirm } from '../ui/Confirm.tsx';
import { Field } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Seal } from '../ui/Seal.tsx';
import { Wordmark } from '../ui/Wordmark.tsx';
import { me, members, people, presence, sampleNowMs, sampleRooms } from './samples.ts';
import type { Section } from './section.ts';

const nothing = (): void => undefined;

const states: readonly ConnectionState[] = [
  { state: 'opening' },
  { state: 'connecting', retrySeconds: undefined },
  { state: 'connecting', retrySeconds: 3 },
  { state: 'live' },
  { state: 'stale', heardSeconds: 9 },
  { state: 'reconnecting', retrySeconds: undefined, heardSeconds: 4 },
  { state: 'reconnecting', retrySeconds: 17, heardSeconds: 75 },
  { state: 'offline', heardSeconds: undefined },
  { state: 'offline', heardSeconds: 40 },
  { state: 'signedOut' },
];

const Connections = () => (
  <>
    {states.map((connection) => (
      <div key={JSON.stringify(connection)} className="stage-piece">
        <ConnectionLine connection={connection} />
        <ConnectionNotice connection={connection} />
      </div>
    ))}
  </>
);

const room = (id: string, name: string, kind: ListedRoom['kind'] = 'public'): ListedRoom => ({
  id: id as ListedRoom['id'],
  name,
  topic: '',
  kind,
  isClosed: false,
});
const rooms = {
  own: [
    room(firstRoomId, 'Salon'),
    room(sampleRooms.study, 'Étude'),
    room(sampleRooms.committee, 'Comité', 'private'),
    room(sampleRooms.direct, 'Bo', 'direct'),
    room('direct-not-yet-named', '', 'direct'),
    room('long', 'Ce salon porte un nom de quarante signes.'),
  ],
  others: [room('garden', 'Jardin'), room('kitchen', 'مطبخ')],
  isCut: true,
};
const unread = new Map([
  [sampleRooms.study, { count: 3, calls: 0 }],
  [sampleRooms.committee, { count: 100, calls: 0 }],
  [sampleRooms.direct, { count: 12, calls: 12 }],
]);

const badgeOf = (roomId: RoomId) => <UnreadBadge roomId={roomId} />;

const Rooms = () => {
  useEffect(() => {
    setUnreadCounts(unread);
    return () => setUnreadCounts(new Map());
  }, []);
  return (
    <div className="stage-side">
      <RoomList rooms={rooms} current={firstRoomId} badge={badgeOf} onBrowse={nothing} onCreate={nothing} />
    </div>
  );
};

const Members = () => (
  <div className="stage-side">
    <MemberList
      roomId={firstRoomId}
      members={members}
      people={people}
      presence={presence}
      lastSeen={nobodySaw}
      me={me}
      onPerson={nothing}
    />
  </div>
);

const nobodySaw = (): null => null;

const Seals = () => (
  <div className="stage-row">
    <Wordmark />
    {Array.from({ length: 12 }, (_, color) => (
      <Seal key={color} name={String.fromCharCode(65 + color)} color={color} isHere={color % 2 === 0} />
    ))}
    <Seal name={undefined} color={undefined} />
    <Seal name="👋" color={3} />
  </div>
);

const Notices = () => {
  const { rooms: words, messages, refusal } = useStrings();
  return (
    <>
      <Notice heading={messages.empty} hint={messages.emptyHint} />
      <Notice heading={messages.gone} action={messages.understood} onAction={nothing} />
      <Notice heading={words.notIn} hint={words.notInHint} action={words.joinAgain} onAction={nothing} />
      <Notice
        heading={words.gone}
        hint={refusal({ kind: 'bannedHere', untilMs: sampleNowMs })}
        action={words.tryAgain}
        onAction={nothing}
        otherAction={words.elsewhere}
        onOtherAction={nothing}
      />
    </>
  );
};

const Controls = () => {
  const { rooms: words, session, composer, refusal } = useStrings();
  return (
    <>
      <div className="stage-row">
        {(['primary', 'quiet', 'danger'] as const).map((kind) => (
          <Button key={kind} kind={kind}>
            {words.tryAgain}
          </Button>
        ))}
        <Button kind="primary" isBusy>
          {session.entering}
        </Button>
      </div>
      <Field label={session.nickname} hint={session.nicknameHint(2, 24)}>
        {(field) => <input {...field} defaultValue="Ana" />}
      </Field>
      <Field label={session.nickname} problem={session.problem({ code: 'reserved' })}>
        {(field) => <input {...field} defaultValue="Admin" />}
      </Field>
      <Problem words={refusal({ kind: 'unreachable' })} />
      <Problem words={refusal({ kind: 'closed' })} />
      <Confirm
        label={words.joinAgain}
        question={words.notInHint}
        yes={words.joinAgain}
        no={composer.send}
        isBusy={false}
        onYes={nothing}
      />
      <LanguageSwitch />
    </>
  );
};

/** What the rest is made of. */
export const pieceSections: readonly Section[] = [
  {
    name: 'connection',
    title: { en: 'The connection', fr: 'La connexion' },
    isPage: false,
    Content: Connections,
  },
  { name: 'rooms', title: { en: 'Rooms', fr: 'Salons' }, isPage: false, Content: Rooms },
  { name: 'members', title: { en: 'Members', fr: 'Membres' }, isPage: false, Content: Members },
  { name: 'seals', title: { en: 'Seals', fr: 'Sceaux' }, isPage: false, Content: Seals },
  { name: 'notices', title: { en: 'Notices', fr: 'Avis' }, isPage: false, Content: Notices },
  {
    name: 'controls',
    title: { en: 'Buttons and fields', fr: 'Boutons et champs' },
    isPage: false,
    Content: Controls,
  },
];
