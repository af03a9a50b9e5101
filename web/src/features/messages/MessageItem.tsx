import { actionIn, type MessageId, type Profile, type UserId } from '@causerie/contract';
import { memo, useId, useState } from 'react';
import { useStrings } from '../../strings/StringsContext.ts';
import { Seal } from '../../ui/Seal.tsx';
import { ActionText } from './ActionText.tsx';
import { CopyLink } from './CopyLink.tsx';
import type { MessageParts } from './MessageParts.ts';
import { MessageStanding } from './MessageStanding.tsx';
import { MessageText } from './MessageText.tsx';
import type { TimelineMessage } from './timeline.ts';

export interface MessageActions {
  readonly retry: (id: MessageId) => void;
  readonly edit: (id: MessageId) => void;
  readonly turnAtMs: (place: number) => number | undefined;
  /** Shows who somebody is. */
  readonly about?: (uid: UserId) => void;
}

/** One message; the first of a breath also says who speaks. */
export const MessageItem = memo(function MessageItem({
  message,
  opens,
  author,
  isMine,
  isLit,
  actions,
  link,
  parts,
}: {
  readonly message: TimelineMessage;
  readonly opens: boolean;
  /** `undefined` while unknown, `null` when there is nobody of that id. */
  readonly author: Profile | null | undefined;
  readonly isMine: boolean;
  /** Somebody was led here. */
  readonly isLit: boolean;
  readonly actions: MessageActions;
  /** The address of a message. */
  readonly link: (id: MessageId) => string;
  readonly parts: MessageParts | undefined;
}) {
  const strings = useStrings();
  // The same message may stand on the page more than once.
  const id = useId();
  const at = new Date(message.atMs);
  const [isPointedAt, setIsPointedAt] = useState(false);
  const [hasFocus, setHasFocus] = useState(false);
  const isStored = message.standing.state === 'stored';
  const name = author === undefined ? '…' : (author?.name ?? strings.messages.someone);
  const action = actionIn(message.text ?? '');
  const edited = message.isEdited && <span className="message-edited">{strings.messages.edited}</span>;
  return (
    // Pointing at a message shows what can be done with it; each of those is a button of its own.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      className="message"
      data-key={message.id}
      data-opens={opens}
      data-mine={isMine}
      data-lit={isLit}
      data-standing={message.standing.state}
      // The arrow keys go from message to message; a stop for the tabulator at each would be a long way to the composer.
      tabIndex={-1}
      aria-labelledby={`${id}-said ${id}-text`}
      // How many there are is not known, and a place in what happens to be loaded would say nothing.
      aria-setsize={-1}
      // A finger shows them by giving the message the focus, when it has been lifted: sooner, it would meet one of them.
      onPointerEnter={({ pointerType }) => setIsPointedAt(pointerType !== 'touch')}
      onPointerLeave={() => setIsPointedAt(false)}
      onFocus={() => setHasFocus(true)}
      onBlur={({ currentTarget, relatedTarget }) => setHasFocus(currentTarget.contains(relatedTarget))}
    >
      {opens && (
        <div className="message-seal">
          <Seal name={author?.name} color={author?.color} />
        </div>
      )}
      <div className="message-meta" id={`${id}-said`}>
        {/* Every message names its author to whoever hears the page; the eye needs the name once. */}
        {opens && actions.about !== undefined ? (
          // The list of members is the way there for a keyboard: a stop at each name would be a long way to the composer.
          <button
            type="button"
            className="message-author"
            tabIndex={-1}
            onClick={() => actions.about?.(message.uid)}
          >
            <bdi>{name}</bdi>
          </button>
        ) : (
          <bdi className={opens ? 'message-author' : 'visually-hidden'}>{name}</bdi>
        )}
        <time className="message-time" dateTime={at.toISOString()} title={fullDate(strings.tag).format(at)}>
          {shortTime(strings.tag).format(at)}
        </time>
        {opens && edited}
      </div>
      <div className="message-body" id={`${id}-text`}>
        {parts?.above(message, hasFocus)}
        {message.text === undefined ? (
          <p className="message-deleted">{strings.messages.deleted}</p>
        ) : action === undefined ? (
          <MessageText text={message.text} html={message.html} />
        ) : (
          <ActionText name={name} action={action} html={message.html} />
        )}
        {/* In the margin, where the time of a later message stands, there is no room for it. */}
        {!opens && edited}
        {message.standing.state !== 'stored' && (
          <MessageStanding id={message.id} standing={message.standing} actions={actions} />
        )}
      </div>
      {isStored && parts !== undefined && (
        <div className="message-below">{parts.below(message, hasFocus)}</div>
      )}
      {isStored && (isPointedAt || hasFocus) && (
        <div className="message-tools">
          {parts?.tools(message)}
          <CopyLink address={link(message.id)} />
        </div>
      )}
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
