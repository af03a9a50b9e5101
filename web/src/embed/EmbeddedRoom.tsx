import { paths, type MessageId, type Profile, type RoomId, type UserId } from '@causerie/contract';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { valueAt } from '../backend/live.ts';
import { useSource } from '../backend/useSource.ts';
import { useBlocked } from '../features/blocking/useBlocked.ts';
import { withoutBlocked } from '../features/blocking/withoutBlocked.ts';
import { Composer } from '../features/composer/Composer.tsx';
import { useDraft } from '../features/composer/useDraft.ts';
import { ConnectionLine, ConnectionNotice } from '../features/connection/ConnectionLine.tsx';
import type { ConnectionState } from '../features/connection/connectionState.ts';
import { useConnection } from '../features/connection/useConnection.ts';
import { MessageList, type Target } from '../features/messages/MessageList.tsx';
import { outboxMax } from '../features/messages/outbox.ts';
import { CallableContext } from '../features/messages/paintMentions.ts';
import { mergeTimeline } from '../features/messages/timeline.ts';
import { useHistory } from '../features/messages/useHistory.ts';
import { useOutbox } from '../features/messages/useOutbox.ts';
import { useSeen } from '../features/messages/useSeen.ts';
import { useUnsentActions } from '../features/messages/useUnsentActions.ts';
import { usePeople } from '../features/people/usePeople.ts';
import { readRoom } from '../features/rooms/directory.ts';
import {
  forgetMessageInAddress,
  messageAddressOf,
  messageInAddress,
  roomInAddress,
} from '../features/rooms/roomInAddress.ts';
import { useMembership } from '../features/rooms/useRooms.ts';
import { openSession } from '../features/session/session.ts';
import { SignIn } from '../features/session/SignIn.tsx';
import { TypingLine } from '../features/typing/TypingLine.tsx';
import { useAnnouncedTyping, useTyping } from '../features/typing/useTyping.ts';
import { useStrings } from '../strings/StringsContext.ts';
import { Notice } from '../ui/Notice.tsx';
import { useSteadyList } from '../ui/useSteady.ts';

/** One room on somebody else's page: a name to come in with, and then the conversation. It leaves the page around it alone. */
export const EmbeddedRoom = ({ roomId }: { readonly roomId: RoomId }) => {
  const { session: words } = useStrings();
  const [store] = useState(openSession);
  const session = useSource(store);
  const connection = useConnection();
  switch (session.state) {
    case 'opening':
      return (
        <p className="embed-wait">
          {words.opening} <ConnectionLine connection={connection} />
        </p>
      );
    case 'newcomer':
      return (
        <SignIn claim={store.claim} isWholePage={false} foot={<ConnectionLine connection={connection} />} />
      );
    case 'known':
      return <Door key={session.uid} {...session} roomId={roomId} connection={connection} />;
  }
};

interface Here {
  readonly uid: UserId;
  readonly profile: Profile;
  readonly roomId: RoomId;
  readonly connection: ConnectionState;
}

/** Sees to it that whoever comes is in the room, or says why not. */
const Door = (here: Here) => {
  const { rooms: words, refusal: reason } = useStrings();
  const { membership, refusal, join } = useMembership(here.uid, here.roomId);
  switch (membership) {
    case 'joining':
      return <p className="embed-wait">{words.loading}</p>;
    case 'refused':
      return (
        <Notice
          heading={words.gone}
          {...(refusal !== undefined && { hint: reason(refusal) })}
          action={words.tryAgain}
          onAction={() => void join()}
        />
      );
    case 'joined':
    case 'left':
      return <Conversation {...here} onJoin={() => void join()} />;
  }
};

const Conversation = ({
  uid,
  profile,
  roomId,
  connection,
  onJoin,
}: Here & { readonly onJoin: () => void }) => {
  const strings = useStrings();
  const roomReading = useSource(valueAt(paths.room.at({ roomId })));
  const room = roomReading.state === 'ready' ? readRoom(roomId, roomReading.value, undefined) : undefined;
  const { history: all, moves, find, readUpToMs, lastReadMs } = useHistory(roomId, uid);
  const blocked = useBlocked(uid);
  const history = useMemo(() => withoutBlocked(all, blocked), [all, blocked]);
  const onSeen = useSeen(roomId, uid, lastReadMs, false);
  const outbox = useOutbox(uid);
  const pending = useSource(outbox);
  const [draft, setDraft] = useDraft(`${uid}.${roomId}`);
  const announcer = useAnnouncedTyping(uid, roomId);
  const input = useRef<HTMLTextAreaElement>(null);
  const known = history.messages;
  const messages = useMemo(() => mergeTimeline(known, pending, roomId, uid), [known, pending, roomId, uid]);
  const lastSaidAt = useMemo(() => new Map(known.map((message) => [message.uid, message.atMs])), [known]);
  const typists = useTyping(roomId, uid, lastSaidAt);
  const people = usePeople(useSteadyList([...new Set([uid, ...lastSaidAt.keys(), ...typists])]));
  const callable = useMemo(
    () => ({
      names: new Map([...people].map(([person, found]) => [person, found?.name ?? ''] as const)),
      me: uid,
    }),
    [people, uid],
  );
  const actions = useUnsentActions(outbox, setDraft, input);
  const link = useCallback((id: MessageId) => messageAddressOf(roomId, id), [roomId]);
  const linked = useSource(messageInAddress);
  const [target, setTarget] = useState<Target>();
  useEffect(() => {
    if (linked === undefined || roomInAddress.current() !== roomId) return;
    find(linked)
      .then(
        (outcome) =>
          (outcome === 'held' || outcome === 'coming') && setTarget({ id: linked, takesFocus: true }),
      )
      // Without a connection there is nowhere to be led to.
      .catch(() => undefined)
      .finally(() => forgetMessageInAddress(roomId));
  }, [linked, find, roomId]);
  const { rooms: words } = strings;

  return (
    <section className="embed-room" aria-labelledby="embed-title">
      <header className="embed-head">
        <h2 id="embed-title">
          <bdi>{room?.name ?? '…'}</bdi>
        </h2>
        <bdi className="embed-me">{profile.name}</bdi>
        <ConnectionLine connection={connection} />
      </header>
      <ConnectionNotice connection={connection} />
      <CallableContext value={callable}>
        <MessageList
          history={history}
          messages={messages}
          moves={moves}
          readUpToMs={readUpToMs}
          people={people}
          me={uid}
          labelledBy="embed-title"
          actions={actions}
          link={link}
          target={target}
          onSeen={onSeen}
          empty={
            history.state === 'ready' && (
              <Notice heading={strings.messages.empty} hint={strings.messages.emptyHint} />
            )
          }
        />
      </CallableContext>
      {history.state === 'denied' && (
        <Notice
          isNews
          heading={words.notIn}
          hint={words.notInHint}
          action={words.joinAgain}
          onAction={onJoin}
        />
      )}
      {room?.isClosed === true ? (
        <Notice heading={words.closed} hint={words.closedHint} />
      ) : (
        <div className="embed-bottom">
          <TypingLine
            names={typists
              .filter((typist) => !blocked.has(typist))
              .map((typist) => people.get(typist)?.name ?? strings.messages.someone)}
          />
          <Composer
            roomName={room?.name ?? ''}
            draft={draft}
            onDraft={(text) => {
              setDraft(text);
              if (text.trim() === '') announcer.ended();
              else announcer.typed();
            }}
            onSend={(text) => {
              if (outbox.send(roomId, text) === 'full') {
                return { refusal: strings.composer.outboxFull(outboxMax) };
              }
              announcer.sent();
              return 'taken';
            }}
            sources={noSources}
            inputRef={input}
          />
        </div>
      )}
    </section>
  );
};

const noSources = { names: [], commands: [] };
