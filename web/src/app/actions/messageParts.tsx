import type { MessageId, RoomId, UserId } from '@causerie/contract';
import { useContext } from 'react';
import { serverNow } from '../../backend/clock.ts';
import { mayRemove } from '../../features/deleting/mayRemove.ts';
import { isEditable } from '../../features/editing/saveEdit.ts';
import { useRoles } from '../../features/members/useRoles.ts';
import type { MessageParts } from '../../features/messages/MessageParts.ts';
import type { TimelineMessage } from '../../features/messages/timeline.ts';
import { ReactionPicker } from '../../features/reactions/ReactionPicker.tsx';
import { Reactions } from '../../features/reactions/Reactions.tsx';
import type { Reactor } from '../../features/reactions/reactor.ts';
import { ReadBy } from '../../features/receipts/ReadBy.tsx';
import { Quote } from '../../features/replies/Quote.tsx';
import { Replies } from '../../features/threads/Replies.tsx';
import type { ActionWords } from '../../strings/actions/ActionWords.ts';
import { useStrings } from '../../strings/StringsContext.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useOpenScreen } from '../screens/screen.ts';
import { HeldContext, RowFactsContext } from './RowFacts.ts';

interface Options {
  readonly uid: UserId;
  readonly roomId: RoomId;
  readonly words: ActionWords;
  readonly reactor: Reactor;
  readonly onGo: (id: MessageId) => void;
  readonly onReply: (message: TimelineMessage) => void;
  readonly onEdit: (message: TimelineMessage) => void;
  readonly onRemove: (message: TimelineMessage) => void;
  readonly onThread: (id: MessageId) => void;
}

/** What stands around a message: what it answers, what it was answered with, and what can be done with it. */
export const messageParts = (options: Options): MessageParts => ({
  above: ({ replyTo, text }, isReached) =>
    replyTo !== undefined &&
    text !== undefined && <Above {...options} replyTo={replyTo} isReached={isReached} />,
  below: (message, isReached) =>
    message.text !== undefined && <Below {...options} id={message.id} isReached={isReached} />,
  tools: (message) => message.text !== undefined && <Tools {...options} message={message} />,
});

/** In a thread everything answers the same message, and the field below answers it too: what `onReply` can do there is to quote. */
export const threadParts = (options: Omit<Options, 'onGo' | 'onThread'>): MessageParts => ({
  above: () => null,
  below: (message, isReached) =>
    message.text !== undefined && <Below {...options} id={message.id} isReached={isReached} />,
  tools: (message) => message.text !== undefined && <Tools {...options} message={message} />,
});

const Above = ({
  roomId,
  words,
  onGo,
  replyTo,
  isReached,
}: Options & { readonly replyTo: MessageId; readonly isReached: boolean }) => {
  const held = useContext(HeldContext);
  const { blocked } = useContext(RowFactsContext);
  return (
    <Quote
      roomId={roomId}
      id={replyTo}
      held={held.get(replyTo)}
      blocked={blocked}
      words={words}
      isReached={isReached}
      onGo={onGo}
    />
  );
};

const Below = ({
  uid,
  roomId,
  words,
  reactor,
  id,
  isReached,
  onThread,
}: Pick<Options, 'uid' | 'roomId' | 'words' | 'reactor'> & {
  readonly id: MessageId;
  readonly isReached: boolean;
  readonly onThread?: Options['onThread'];
}) => {
  const { people, replies } = useContext(RowFactsContext);
  return (
    <>
      <Reactions
        roomId={roomId}
        id={id}
        me={uid}
        people={people}
        reactor={reactor}
        words={words}
        isReached={isReached}
      />
      <ReadBy id={id} people={people} words={words} />
      {onThread !== undefined && (
        <Replies
          count={replies.get(id) ?? 0}
          words={words}
          isReached={isReached}
          onOpen={() => onThread(id)}
        />
      )}
    </>
  );
};

const Tools = ({
  uid,
  roomId,
  words,
  reactor,
  onReply,
  onEdit,
  onRemove,
  onThread,
  message,
}: Omit<Options, 'onGo' | 'onThread'> & {
  readonly onThread?: Options['onThread'];
  readonly message: TimelineMessage;
}) => {
  const { messages } = useStrings();
  const { people } = useContext(RowFactsContext);
  const roles = useRoles(roomId, [uid, message.uid]);
  const openScreen = useOpenScreen();
  const isMine = message.uid === uid;
  const removal = isMine
    ? words.remove
    : words.removeTheirs(people.get(message.uid)?.name ?? messages.someone);
  return (
    <>
      <ReactionPicker words={words} onPick={(emoji) => reactor.want(message.id, emoji, true)} />
      <Tool
        icon="reply"
        label={onThread === undefined ? words.quote : words.reply}
        onPress={() => onReply(message)}
      />
      {/* What answers another belongs to the thread of that one. */}
      {onThread !== undefined && (
        <Tool
          icon="thread"
          label={words.openThread}
          onPress={() => onThread(message.replyTo ?? message.id)}
        />
      )}
      {isEditable(message, uid, serverNow()) && (
        <Tool icon="edit" label={words.edit} onPress={() => onEdit(message)} />
      )}
      {(isMine || mayRemove(roles.get(uid), roles.get(message.uid))) && (
        <Tool icon="remove" label={removal} onPress={() => onRemove(message)} />
      )}
      {!isMine && (
        <Tool
          icon="flag"
          label={messages.report}
          onPress={() => openScreen({ kind: 'report', roomId, messageId: message.id })}
        />
      )}
    </>
  );
};

const Tool = ({
  icon,
  label,
  onPress,
}: {
  readonly icon: 'reply' | 'thread' | 'edit' | 'remove' | 'flag';
  readonly label: string;
  readonly onPress: () => void;
}) => (
  <button type="button" className="icon-button" aria-label={label} title={label} onClick={onPress}>
    <Icon name={icon} />
  </button>
);
