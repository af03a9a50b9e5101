import type { Profile, UserId } from '@causerie/contract';
import { memo, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useStrings } from '../../strings/StringsContext.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useStickToEnd } from '../../ui/useStickToEnd.ts';
import { DaySeparator } from './DaySeparator.tsx';
import { MessageItem, type MessageActions } from './MessageItem.tsx';
import { groupTimeline, type TimelineMessage } from './timeline.ts';
import './messages.css';

/** A conversation. It stays at its end while it is there, and otherwise says how much came since. */
export const MessageList = memo(function MessageList({
  messages,
  people,
  me,
  labelledBy,
  actions,
  empty,
}: {
  /** `undefined` while they are being fetched. */
  readonly messages: readonly TimelineMessage[] | undefined;
  readonly people: ReadonlyMap<UserId, Profile | null>;
  readonly me: UserId;
  readonly labelledBy: string;
  readonly actions: MessageActions;
  /** Stands in place of messages when there are none. */
  readonly empty: ReactNode;
}) {
  const strings = useStrings();
  const { scroller, isAtEnd, toEnd } = useStickToEnd();
  const rows = useMemo(() => groupTimeline(messages ?? [], localDay), [messages]);
  const unseen = useUnseen(messages ?? [], me, isAtEnd, toEnd);

  return (
    <div className="conversation">
      <div
        ref={scroller}
        className="conversation-scroller"
        role="log"
        aria-labelledby={labelledBy}
        aria-busy={messages === undefined}
        aria-relevant="additions"
        // A scroller that only a mouse can reach would be closed to the keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <div className="conversation-content">
          {rows.length === 0 && empty}
          <ol className="conversation-rows">
            {rows.map((row) =>
              row.kind === 'day' ? (
                <DaySeparator key={row.key} atMs={row.atMs} />
              ) : (
                <MessageItem
                  key={row.key}
                  message={row.message}
                  opens={row.opens}
                  author={people.get(row.message.uid)}
                  isMine={row.message.uid === me}
                  actions={actions}
                />
              ),
            )}
          </ol>
        </div>
      </div>
      {!isAtEnd && (
        <button
          type="button"
          className="conversation-latest"
          data-new={unseen > 0}
          onClick={() => {
            toEnd();
            // This button goes away, and must not take the focus with it.
            scroller.current?.focus();
          }}
        >
          <Icon name="down" />
          {unseen > 0 ? strings.messages.newMessages(unseen) : strings.messages.toLatest}
        </button>
      )}
    </div>
  );
});

/** How many messages of others came while the end was out of sight. Writing something oneself goes to the end. */
const useUnseen = (
  messages: readonly TimelineMessage[],
  me: UserId,
  isAtEnd: boolean,
  toEnd: () => void,
): number => {
  const last = messages.at(-1);
  const [lastSeen, setLastSeen] = useState(last?.id);
  if (isAtEnd && last?.id !== lastSeen) setLastSeen(last?.id);

  const justWritten = last?.uid === me && last.standing.state !== 'stored' ? last.id : undefined;
  useEffect(() => {
    if (justWritten !== undefined) toEnd();
  }, [justWritten, toEnd]);

  const index = messages.findIndex(({ id }) => id === lastSeen);
  return isAtEnd ? 0 : messages.slice(index + 1).filter(({ uid }) => uid !== me).length;
};

/** Two instants of one local day, and no others, give the same text. */
const localDay = (atMs: number): string => new Date(atMs).toDateString();
