import type { MessageId, Profile } from '@causerie/contract';
import { memo } from 'react';
import { useStrings } from '../../strings/StringsContext.ts';
import { Seal } from '../../ui/Seal.tsx';
import { MessageStanding } from './MessageStanding.tsx';
import { MessageText } from './MessageText.tsx';
import type { TimelineMessage } from './timeline.ts';

export interface MessageActions {
  readonly retry: (id: MessageId) => void;
  readonly edit: (id: MessageId) => void;
  readonly turnAtMs: (place: number) => number | undefined;
}

/** One message; the first of a breath also says who speaks. */
export const MessageItem = memo(function MessageItem({
  message,
  opens,
  author,
  isMine,
  actions,
}: {
  readonly message: TimelineMessage;
  readonly opens: boolean;
  /** `undefined` while unknown, `null` when there is nobody of that id. */
  readonly author: Profile | null | undefined;
  readonly isMine: boolean;
  readonly actions: MessageActions;
}) {
  const strings = useStrings();
  const at = new Date(message.atMs);
  const edited = message.isEdited && <span className="message-edited">{strings.messages.edited}</span>;
  return (
    <li className="message" data-opens={opens} data-mine={isMine} data-standing={message.standing.state}>
      {opens && (
        <div className="message-seal">
          <Seal name={author?.name} color={author?.color} />
        </div>
      )}
      <div className="message-meta">
        {/* Every message names its author to whoever hears the page; the eye needs the name once. */}
        <bdi className={opens ? 'message-author' : 'visually-hidden'}>
          {author === undefined ? '…' : (author?.name ?? strings.messages.someone)}
        </bdi>
        <time className="message-time" dateTime={at.toISOString()} title={fullDate(strings.tag).format(at)}>
          {shortTime(strings.tag).format(at)}
        </time>
        {opens && edited}
      </div>
      <div className="message-body">
        {message.text === undefined ? (
          <p className="message-deleted">{strings.messages.deleted}</p>
        ) : (
          <MessageText text={message.text} html={message.html} />
        )}
        {/* In the margin, where the time of a later message stands, there is no room for it. */}
        {!opens && edited}
        {message.standing.state !== 'stored' && (
          <MessageStanding id={message.id} standing={message.standing} actions={actions} />
        )}
      </div>
    </li>
  );
});

/** Making a formatter takes far longer than using it. */
const cached = (options: Intl.DateTimeFormatOptions) => {
  const made = new Map<string, Intl.DateTimeFormat>();
  return (tag: string): Intl.DateTimeFormat => {
    const existing = made.get(tag) ?? new Intl.DateTimeFormat(tag, options);
    made.set(tag, existing);
    return existing;
  };
};

const shortTime = cached({ hour: '2-digit', minute: '2-digit' });
const fullDate = cached({ dateStyle: 'full', timeStyle: 'medium' });
