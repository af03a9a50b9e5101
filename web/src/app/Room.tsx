import { limits, type MessageId, type UserId } from '@causerie/contract';
import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ComponentProps,
  type ReactNode,
} from 'react';
import { useSource } from '../backend/useSource.ts';
import { useBlocked } from '../features/blocking/useBlocked.ts';
import { withoutBlocked } from '../features/blocking/withoutBlocked.ts';
import { Composer } from '../features/composer/Composer.tsx';
import { useDraft } from '../features/composer/useDraft.ts';
import { MemberList } from '../features/members/MemberList.tsx';
import { useMembers } from '../features/members/useMembers.ts';
import { useRole } from '../features/members/useRoles.ts';
import type { MessageActions } from '../features/messages/MessageItem.tsx';
import { MessageList, type Target } from '../features/messages/MessageList.tsx';
import { CallableContext, type Callable } from '../features/messages/paintMentions.ts';
import { outboxMax, type Outbox } from '../features/messages/outbox.ts';
import { mergeTimeline } from '../features/messages/timeline.ts';
import { useHistory } from '../features/messages/useHistory.ts';
import { useSeen } from '../features/messages/useSeen.ts';
import { useUnsentActions } from '../features/messages/useUnsentActions.ts';
import { usePeople } from '../features/people/usePeople.ts';
import { usePresence } from '../features/presence/usePresence.ts';
import { ReadByContext, useReadBy } from '../features/receipts/useReadBy.ts';
import type { ListedRoom } from '../features/rooms/directory.ts';
import {
  forgetMessageInAddress,
  messageAddressOf,
  messageInAddress,
  roomInAddress,
} from '../features/rooms/roomInAddress.ts';
import { useSharing } from '../features/sharing/useSharing.ts';
import { TypingLine } from '../features/typing/TypingLine.tsx';
import { useAnnouncedTyping, useTyping } from '../features/typing/useTyping.ts';
import { useStrings } from '../strings/StringsContext.ts';
import { Icon } from '../ui/Icon.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { useSteadyList } from '../ui/useSteady.ts';
import { HeldContext, RowFactsContext } from './actions/RowFacts.ts';
import { useRoomActions } from './actions/useRoomActions.tsx';
import { useCommands } from './commands/useCommands.tsx';
import { Finder } from './find/Finder.tsx';
import { RoomFrame } from './RoomFrame.tsx';
import { useOpenScreen } from './screens/screen.ts';
import { lazyPart } from '../ui/lazyPart.tsx';

/** A room that we are in. The only code that joins one feature to another. */
export const Room = ({
  uid,
  room,
  ways,
  frame,
  notice,
  outbox,
  onJoin,
}: {
  readonly uid: UserId;
  readonly room: ListedRoom;
  /** To other rooms. */
  readonly ways: ReactNode;
  readonly frame: Omit<ComponentProps<typeof RoomFrame>, 'children'>;
  readonly notice: ReactNode;
  readonly outbox: Outbox;
  readonly onJoin: () => Promise<void>;
}) => {
  const strings = useStrings();
  const openScreen = useOpenScreen();
  const { history: all, moves, find, readUpToMs, lastReadMs } = useHistory(room.id, uid);
  const pending = useSource(outbox);
  const [draft, setDraft] = useDraft(`${uid}.${room.id}`);
  const typing = useAnnouncedTyping(uid, room.id);
  const [isSheetOpen, setIsSheetOpen] = useState(false);
  const input = useRef<HTMLTextAreaElement>(null);

  const blocked = useBlocked(uid);
  const history = useMemo(() => withoutBlocked(all, blocked), [all, blocked]);
  const known = history.messages;
  const shown = useMemo(() => mergeTimeline(known, pending, room.id, uid), [known, pending, room.id, uid]);
  const lastSaidAt = useMemo(() => new Map(known.map((message) => [message.uid, message.atMs])), [known]);
  const typists = useTyping(room.id, uid, lastSaidAt);
  // Of a room that is larger than what is read of it, whoever is here must not be missing.
  const memberReading = useMembers(room.id, [uid, ...typists, ...latestFirst(lastSaidAt)]);
  const members = memberReading.state === 'ready' ? memberReading.value : noMembers;
  const presence = usePresence(members);
  // In a room that is larger than what is read of it, nobody could tell who has not.
  const tellsReading = useSharing(uid)?.receipts === true && members.length < limits.membersPerRead;
  const onSeen = useSeen(room.id, uid, lastReadMs, tellsReading);
  const people = usePeople(useSteadyList([...new Set([uid, ...members, ...lastSaidAt.keys(), ...typists])]));

  const showPerson = useCallback(
    (about: UserId) => openScreen({ kind: 'person', about, roomId: room.id }),
    [openScreen, room.id],
  );

  const unsent = useUnsentActions(outbox, setDraft, input);
  const actions = useMemo<MessageActions>(() => ({ ...unsent, about: showPerson }), [unsent, showPerson]);

  const link = useCallback((id: MessageId) => messageAddressOf(room.id, id), [room.id]);
  const [target, setTarget] = useState<Target>();
  const [lost, setLost] = useState<'gone' | 'notFetched'>();
  const goTo = useCallback(
    (id: MessageId, takesFocus = true): Promise<void> =>
      find(id).then(
        (outcome) => {
          if (outcome === 'overtaken') return;
          setLost(outcome === 'gone' ? outcome : undefined);
          if (outcome !== 'gone') setTarget({ id, takesFocus });
        },
        () => setLost('notFetched'),
      ),
    [find],
  );
  const { messages, facts, held, parts, bars, field, replyTo, replied, thread } = useRoomActions({
    uid,
    roomId: room.id,
    shown,
    people,
    blocked,
    goTo,
    input,
  });
  const readBy = useReadBy(room.id, uid, messages, tellsReading);
  const linked = useSource(messageInAddress);
  useEffect(() => {
    if (linked === undefined || roomInAddress.current() !== room.id) return;
    void goTo(linked).then(() => forgetMessageInAddress(room.id));
  }, [linked, goTo, room.id]);

  const [isFinding, setIsFinding] = useState(false);
  const findButton = useRef<HTMLButtonElement>(null);

  // On glass, focus would pull up a keyboard that nobody asked for.
  useEffect(() => {
    if (matchMedia('(pointer: fine)').matches) input.current?.focus();
  }, []);

  const empty = useMemo(
    () =>
      history.state === 'ready' ? (
        <Notice heading={strings.messages.empty} hint={strings.messages.emptyHint} />
      ) : (
        history.state === 'loading' && <p className="conversation-loading">{strings.messages.loading}</p>
      ),
    [history.state, strings],
  );
  // Only those who were in sight: a room can have thousands, and whoever is called is mostly whoever has spoken.
  const callable = useMemo<Callable>(
    () => ({
      names: new Map(
        [...people].flatMap(([person, profile]) =>
          profile === null ? [] : [[person, profile.name] as const],
        ),
      ),
      me: uid,
    }),
    [people, uid],
  );
  const say = (text: string): { readonly refusal: string } | 'taken' => {
    if (outbox.send(room.id, text, replyTo) === 'full') {
      return { refusal: strings.composer.outboxFull(outboxMax) };
    }
    typing.sent();
    replied();
    return 'taken';
  };
  const commands = useCommands({
    uid,
    roomId: room.id,
    role: useRole(room.id, uid),
    isPerson: (name) => [...callable.names.values()].includes(name),
    onSay: say,
    onTaken: () => setDraft(''),
    onFind: () => setIsFinding(true),
    onInvite: () => openScreen({ kind: 'room', roomId: room.id }),
  });
  const sources = useMemo(
    () => ({
      names: [...callable.names].filter(([person]) => person !== uid).map(([, name]) => name),
      commands: commands.named,
    }),
    [callable, commands.named, uid],
  );
  const hereCount = members.filter((member) => presence.has(member)).length;
  const memberList = (
    <MemberList
      roomId={room.id}
      members={members}
      people={people}
      presence={presence}
      lastSeen={lastSeenOf}
      me={uid}
      onPerson={showPerson}
    />
  );

  // For the rows of the conversation and of a thread beside it.
  const withRowContexts = (rows: ReactNode): ReactNode => (
    <CallableContext value={callable}>
      <HeldContext value={held}>
        <RowFactsContext value={facts}>{rows}</RowFactsContext>
      </HeldContext>
    </CallableContext>
  );

  return (
    <RoomFrame
      {...frame}
      beside={withRowContexts(thread({ outbox, link, sources, blocked }))}
      side={
        <>
          {ways}
          {memberList}
        </>
      }
      peopleButton={
        <>
          <button
            ref={findButton}
            type="button"
            className="icon-button"
            aria-label={strings.messages.find}
            aria-expanded={isFinding}
            onClick={() => setIsFinding(!isFinding)}
          >
            <Icon name="search" />
          </button>
          <button
            type="button"
            className="icon-button frame-people"
            aria-label={strings.members.open(hereCount, members.length)}
            onClick={() => setIsSheetOpen(true)}
          >
            <Icon name="people" />
            <span aria-hidden="true">{hereCount}</span>
          </button>
        </>
      }
    >
      {notice}
      {isFinding && (
        <Finder
          roomId={room.id}
          blocked={blocked}
          onGo={(id) => void goTo(id, false)}
          onClose={() => {
            setIsFinding(false);
            findButton.current?.focus();
          }}
        />
      )}
      {withRowContexts(
        <ReadByContext value={readBy}>
          <MessageList
            history={history}
            messages={messages}
            moves={moves}
            readUpToMs={readUpToMs}
            people={people}
            me={uid}
            labelledBy={frame.titleId}
            actions={actions}
            link={link}
            parts={parts}
            target={target}
            onSeen={onSeen}
            empty={empty}
          />
        </ReadByContext>,
      )}
      {lost !== undefined && (
        <Notice
          isNews
          heading={strings.messages[lost]}
          action={strings.messages.understood}
          onAction={() => {
            setLost(undefined);
            input.current?.focus();
          }}
        />
      )}
      {history.state === 'denied' && (
        <Notice
          isNews
          heading={strings.rooms.notIn}
          hint={strings.rooms.notInHint}
          action={strings.rooms.joinAgain}
          onAction={() => {
            void onJoin();
            input.current?.focus();
          }}
        />
      )}
      <div className="frame-bottom">
        {bars}
        {commands.bar}
        <TypingLine
          names={typists
            .filter((typist) => !blocked.has(typist))
            .map((typist) => people.get(typist)?.name ?? strings.messages.someone)}
        />
        <Composer
          roomName={room.name}
          draft={draft}
          onDraft={(text) => {
            setDraft(text);
            commands.typed(text);
            if (text.trim() === '') typing.ended();
            else typing.typed();
          }}
          onSend={(text) => commands.take(text) ?? say(text)}
          isBusy={commands.isBusy}
          sources={sources}
          inputRef={input}
          {...field}
        />
      </div>
      {isSheetOpen && (
        <Sheet
          title={strings.members.sheet}
          closeLabel={strings.members.close}
          onClose={() => setIsSheetOpen(false)}
        >
          {frame.foot}
          {ways}
          {memberList}
        </Sheet>
      )}
    </RoomFrame>
  );
};

const noMembers: readonly UserId[] = [];

const latestFirst = (lastSaidAt: ReadonlyMap<UserId, number>): readonly UserId[] =>
  [...lastSaidAt].toSorted(([, a], [, b]) => b - a).map(([uid]) => uid);

const LastSeen = lazyPart(async () => (await import('../features/presence/LastSeen.tsx')).LastSeen);
const lastSeenOf = (uid: UserId): ReactNode => <LastSeen uid={uid} />;
