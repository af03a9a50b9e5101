import { limits, paths, type MessageId, type RoomId, type UserId } from '@causerie/contract';
import {
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { listAt, valueAt } from '../../backend/live.ts';
import { useSource } from '../../backend/useSource.ts';
import { Composer } from '../../features/composer/Composer.tsx';
import type { ProposalSources } from '../../features/composer/proposals.ts';
import { useDraft, type ChangeDraft } from '../../features/composer/useDraft.ts';
import { MessageItem } from '../../features/messages/MessageItem.tsx';
import { outboxMax, type Outbox } from '../../features/messages/outbox.ts';
import { mergeTimeline, readMessage, type TimelineMessage } from '../../features/messages/timeline.ts';
import { useUnsentActions } from '../../features/messages/useUnsentActions.ts';
import { usePeople } from '../../features/people/usePeople.ts';
import { quoted } from '../../features/replies/quoted.ts';
import { createThread } from '../../features/threads/thread.ts';
import { useStrings } from '../../strings/StringsContext.ts';
import { useSteadyList } from '../../ui/useSteady.ts';
import type { Desk } from './desk.ts';
import { gone } from './gone.ts';
import type { ActionParts } from './loadActions.ts';
import { HeldContext } from './RowFacts.ts';
import { saidInThread } from './saidInThread.ts';
import { useIntent } from './useIntent.tsx';

export interface ThreadOptions {
  readonly uid: UserId;
  readonly roomId: RoomId;
  /** The message that is answered. */
  readonly rootId: MessageId;
  readonly loaded: ActionParts;
  readonly desk: Desk;
  /** What was just deleted. */
  readonly hidden: ReadonlySet<MessageId>;
  readonly onBegin: () => void;
  readonly onRemove: (message: TimelineMessage) => void;
  readonly outbox: Outbox;
  readonly link: (id: MessageId) => string;
  readonly sources: Omit<ProposalSources, 'emoji'>;
  readonly blocked: ReadonlySet<string>;
}

/** So near its end, a thread follows what comes in. */
const nearEndPx = 80;

export const ThreadContent = ({
  uid,
  roomId,
  rootId,
  loaded,
  desk,
  hidden,
  onBegin,
  onRemove,
  outbox,
  link,
  sources,
  blocked,
  bars,
}: ThreadOptions & { readonly bars?: ReactNode }) => {
  const { words } = loaded;
  const { composer } = useStrings();
  const held = useContext(HeldContext);
  const store = useMemo(
    () =>
      createThread((window) => listAt(paths.messages.at({ roomId }), window), rootId, limits.messagesShown),
    [roomId, rootId],
  );
  const thread = useSource(store);
  const rootReading = useSource(valueAt(paths.message.at({ roomId, messageId: rootId })));
  const stored =
    rootReading.state === 'ready' ? readMessage({ key: rootId, value: rootReading.value }) : undefined;
  const root = stored !== undefined && hidden.has(rootId) ? gone(stored) : stored;
  const pending = useSource(outbox);
  const replies = useMemo(
    () =>
      mergeTimeline(
        thread.entries
          .flatMap((entry) => readMessage(entry) ?? [])
          .filter((message) => !blocked.has(message.uid))
          .toSorted((a, b) => a.atMs - b.atMs),
        pending.filter(({ replyTo }) => replyTo === rootId),
        roomId,
        uid,
      ),
    [thread, blocked, pending, rootId, roomId, uid],
  );
  // What was just deleted may still be undone, and the server has not heard of it.
  const shown = replies.filter(
    ({ id }) => !hidden.has(id) && (!held.has(id) || held.get(id)?.text !== undefined),
  );
  const people = usePeople(
    useSteadyList([
      ...new Set([...(root === undefined ? [] : [root.uid]), ...replies.map((message) => message.uid)]),
    ]),
  );

  const [draft, setDraft] = useDraft(`${uid}.${roomId}.${rootId}`);
  const input = useRef<HTMLTextAreaElement>(null);
  // On glass, focus would pull up a keyboard that nobody asked for.
  useEffect(() => {
    if (matchMedia('(pointer: fine)').matches) input.current?.focus();
  }, []);
  const actions = useUnsentActions(outbox, setDraft, input);

  const { edit, remove, field } = useIntent({
    uid,
    loaded,
    desk,
    messages: shown,
    input,
    onBegin,
    onRemove,
  });
  const quote = useQuote(setDraft, input);
  const parts = useMemo(
    () =>
      loaded.threadParts({
        uid,
        roomId,
        words: loaded.words,
        reactor: desk.reactor,
        onReply: quote,
        onEdit: edit,
        onRemove: remove,
      }),
    [loaded, desk, uid, roomId, quote, edit, remove],
  );

  const scroller = useRef<HTMLDivElement>(null);
  const isNearEnd = useRef(true);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element !== null && isNearEnd.current) element.scrollTop = element.scrollHeight;
  });

  const item = (message: TimelineMessage) => (
    <MessageItem
      key={message.id}
      message={message}
      opens
      author={people.get(message.uid)}
      isMine={message.uid === uid}
      isLit={false}
      actions={actions}
      link={link}
      parts={parts}
    />
  );
  return (
    <div className="thread-content">
      <div
        ref={scroller}
        className="thread-scroller"
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          isNearEnd.current = scrollHeight - scrollTop - clientHeight < nearEndPx;
        }}
      >
        {/* The arrow keys go from message to message, as in the conversation. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex */}
        <ol className="thread-rows" tabIndex={0} aria-label={words.thread} onKeyDown={onRowKeys}>
          {root !== undefined && item(root)}
          {rootReading.state === 'ready' && root === undefined && (
            <li className="thread-note">{words.originalGone}</li>
          )}
          {thread.hasEarlier && (
            <li className="thread-note">
              <button type="button" className="link-button" onClick={store.loadEarlier}>
                {words.earlierReplies}
              </button>
            </li>
          )}
          {shown.map(item)}
        </ol>
        {shown.length === 0 && (
          <output className="thread-note">
            {thread.state === 'loading'
              ? words.loadingThread
              : thread.state === 'denied'
                ? words.threadUnreachable
                : words.noReplies}
          </output>
        )}
      </div>
      {bars}
      <Composer
        roomName=""
        label={words.threadLabel}
        draft={draft}
        onDraft={setDraft}
        onSend={(text) => {
          const said = saidInThread(text);
          if (said === undefined) return { refusal: words.commandInThread };
          isNearEnd.current = true;
          return outbox.send(roomId, said, rootId) === 'full'
            ? { refusal: composer.outboxFull(outboxMax) }
            : 'taken';
        }}
        sources={sources}
        inputRef={input}
        {...field}
      />
    </div>
  );
};

const onRowKeys = (event: KeyboardEvent<HTMLElement>): void => {
  const { key, target, currentTarget } = event;
  if ((key !== 'ArrowUp' && key !== 'ArrowDown') || !(target instanceof HTMLElement)) return;
  const isRow = target.parentElement === currentTarget;
  if (target !== currentTarget && !isRow) return;
  const rows = [...currentTarget.querySelectorAll<HTMLElement>(':scope > .message')];
  const at = rows.indexOf(target);
  const next = at === -1 ? (key === 'ArrowUp' ? rows.length - 1 : 0) : at + (key === 'ArrowUp' ? -1 : 1);
  event.preventDefault();
  rows[next]?.focus();
};

/** Puts a message into the draft, as a quote. */
const useQuote = (
  setDraft: ChangeDraft,
  input: RefObject<HTMLTextAreaElement | null>,
): ((message: TimelineMessage) => void) =>
  useCallback(
    ({ text = '' }) => {
      setDraft((before) => quoted(before, text));
      input.current?.focus();
    },
    [setDraft, input],
  );
