import { limits, type MessageId, type Profile, type UserId } from '@causerie/contract';
import {
  memo,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { serverNow } from '../../backend/clock.ts';
import { useStrings } from '../../strings/StringsContext.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { View } from '../../ui/rowAnchor.ts';
import { useRowAnchor } from '../../ui/useRowAnchor.ts';
import { DaySeparator } from './DaySeparator.tsx';
import type { History, HistoryStore } from './history.ts';
import { localDay } from './localDay.ts';
import { MessageItem, type MessageActions } from './MessageItem.tsx';
import type { MessageParts } from './MessageParts.ts';
import { NewSeparator } from './NewSeparator.tsx';
import { groupTimeline, type TimelineMessage, type TimelineRow } from './timeline.ts';
import { useAnnouncement } from './useAnnouncement.ts';
import { useNewFrom } from './useNewFrom.ts';
import { useRowKeys } from './useRowKeys.ts';
import { useSeenUpTo } from './useSeenUpTo.ts';
import './messages.css';

/** A message to go to. Another object for the same message goes there again. */
export interface Target {
  readonly id: MessageId;
  /** Whether it gets the focus. */
  readonly takesFocus: boolean;
}

/** With less than so many views above or below what is seen, more is loaded. */
const loadWithinViews = 1;
/** How long a message stays lit that somebody was led to. */
const litForMs = 2500;

/**
 * A conversation: opens where somebody left off, stays at its end while they are there, and otherwise stays where they
 * are and says how much came since.
 */
export const MessageList = memo(function MessageList({
  history,
  messages,
  moves,
  readUpToMs,
  people,
  me,
  labelledBy,
  actions,
  link,
  parts,
  target,
  onSeen,
  empty,
}: {
  readonly history: History;
  /** Those of the history, and what is being sent. */
  readonly messages: readonly TimelineMessage[];
  readonly moves: Pick<HistoryStore, 'loadOlder' | 'loadNewer' | 'toLatest' | 'look'>;
  /** The time up to which the room had been read when it was opened. */
  readonly readUpToMs: number | undefined;
  readonly people: ReadonlyMap<UserId, Profile | null>;
  readonly me: UserId;
  readonly labelledBy: string;
  readonly actions: MessageActions;
  readonly link: (id: MessageId) => string;
  readonly parts?: MessageParts | undefined;
  readonly target: Target | undefined;
  /** Called with the server's time of the newest message that was in sight. */
  readonly onSeen: (atMs: number) => void;
  /** Stands in place of messages when there are none. */
  readonly empty: ReactNode;
}) {
  const strings = useStrings();
  const [openedAtMs] = useState(serverNow);
  const [seenUpToMs, inView] = useSeenUpTo(readUpToMs, onSeen);
  const newFrom = useNewFrom(history, me, readUpToMs, openedAtMs, seenUpToMs);
  const rows = useMemo(() => groupTimeline(messages, localDay, newFrom), [messages, newFrom]);
  const keys = useMemo(() => rows.map(({ key }) => key), [rows]);
  // What came in while nobody could see the page is seen when they come back to it.
  const [, lookAgain] = useReducer((times: number) => times + 1, 0);
  useEffect(() => {
    document.addEventListener('visibilitychange', lookAgain);
    return () => document.removeEventListener('visibilitychange', lookAgain);
  }, []);
  const isAttached = history.newer === 'end';

  const onView = (view: View): void => {
    if (history.state !== 'ready' || rows.length === 0) return;
    if (view.viewsAbove < loadWithinViews && history.older === 'more') moves.loadOlder();
    if (view.viewsBelow < loadWithinViews && history.newer === 'more') moves.loadNewer();
    const first = messageAt(rows, view.first);
    moves.look(view.isAtEnd || first === undefined ? 'end' : first.id);
    const last = messageAt(rows, view.last);
    if (last?.standing.state === 'stored') inView(last.atMs);
  };
  const { scroller, list, drawn, isAtEnd, toEnd, toRow } = useRowAnchor({
    keys,
    estimatePx: (index) => estimatePx(rows[index]),
    hasEnd: isAttached,
    onView,
  });
  const focusRow = useRowKeys({ scroller, list, rows, drawn, toRow, toEnd });

  // Whoever comes back to a room begins where they left off. When all that is new fits below, that is the end.
  useLayoutEffect(() => {
    if (newFrom !== undefined) toRow('new', 0.2);
  }, [newFrom, toRow]);

  const [lit, setLit] = useState<MessageId>();
  const reached = useRef<Target>(undefined);
  const isHeld = target !== undefined && messages.some(({ id }) => id === target.id);
  useLayoutEffect(() => {
    if (target === undefined || !isHeld || reached.current === target) return;
    reached.current = target;
    toRow(target.id, 0.3);
    if (target.takesFocus) focusRow(target.id);
    setLit(target.id);
  }, [target, isHeld, toRow, focusRow]);
  useEffect(() => {
    if (lit === undefined) return undefined;
    const timer = setTimeout(() => setLit(undefined), litForMs);
    return () => clearTimeout(timer);
  }, [lit]);

  const toLatest = useCallback(() => {
    moves.toLatest();
    toEnd();
  }, [moves, toEnd]);
  // Writing something oneself goes to the end.
  const last = messages.at(-1);
  const justWritten = last?.uid === me && last.standing.state !== 'stored' ? last.id : undefined;
  useLayoutEffect(() => {
    if (justWritten !== undefined) toLatest();
  }, [justWritten, toLatest]);

  const unseen = (isAttached ? messages : history.latest).filter(
    ({ uid, atMs }) => atMs > seenUpToMs && uid !== me,
  ).length;
  const hasMoreUnseen = !isAttached && unseen >= limits.messagesShown && unseen === history.latest.length;
  const announcement = useAnnouncement(history.latest, people, me, openedAtMs);
  const isEmpty = rows.length === 0;

  return (
    <div className="conversation">
      <div
        ref={scroller}
        className="conversation-scroller"
        role="log"
        aria-labelledby={labelledBy}
        aria-busy={history.state === 'loading'}
        // Rows come and go as somebody scrolls. What is new is read out from a place of its own.
        aria-live="off"
        // A scroller that only a mouse can reach would be closed to the keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <div className="conversation-content">
          {isEmpty ? (
            empty
          ) : (
            <p className="conversation-beginning">
              {history.older === 'end' ? strings.messages.beginning : strings.messages.loadingOlder}
            </p>
          )}
          <ol ref={list} className="conversation-rows">
            {rows.slice(drawn.start, drawn.end).map((row) => {
              switch (row.kind) {
                case 'day':
                  return <DaySeparator key={row.key} atMs={row.atMs} />;
                case 'new':
                  return <NewSeparator key={row.key} />;
                case 'message':
                  return (
                    <MessageItem
                      key={row.key}
                      message={row.message}
                      opens={row.opens}
                      author={people.get(row.message.uid)}
                      isMine={row.message.uid === me}
                      isLit={row.message.id === lit}
                      actions={actions}
                      link={link}
                      parts={parts}
                    />
                  );
              }
            })}
          </ol>
        </div>
      </div>
      <p className="visually-hidden conversation-announcement" aria-live="polite">
        {announcement}
      </p>
      {!isAtEnd && !isEmpty && (
        <button
          type="button"
          className="conversation-latest"
          data-new={unseen > 0}
          onClick={() => {
            toLatest();
            // This button goes away, and must not take the focus with it.
            scroller.current?.focus({ preventScroll: true });
          }}
        >
          <Icon name="down" />
          {unseen > 0 ? strings.messages.newMessages(unseen, hasMoreUnseen) : strings.messages.toLatest}
        </button>
      )}
    </div>
  );
});

/** The message at a row or, where a separator stands, after it. */
const messageAt = (rows: readonly TimelineRow[], index: number): TimelineMessage | undefined => {
  for (const row of rows.slice(Math.max(index, 0), index + 3)) if (row.kind === 'message') return row.message;
  return undefined;
};

/** Near enough that what is not drawn takes about its place. */
const estimatePx = (row: TimelineRow | undefined): number => {
  if (row?.kind !== 'message') return 52;
  const { text = '', replyTo } = row.message;
  const lines = Math.min(24, Math.ceil(text.length / 80) || 1);
  return (row.opens ? 42 : 6) + (replyTo === undefined ? 0 : 28) + 24 * lines;
};
