import type { MessageId } from '@causerie/contract';
import { serverNow } from '../../backend/clock.ts';
import type { Strings } from '../../strings/Strings.ts';
import { useStrings } from '../../strings/StringsContext.ts';
import { useNow } from '../../ui/useNow.ts';
import type { MessageActions } from './MessageItem.tsx';
import type { RefusalReason } from './outbox.ts';
import type { Standing } from './timeline.ts';

/** Where a message is that has not arrived, in words, and what its author can do about it. */
export const MessageStanding = ({
  id,
  standing,
  actions,
}: {
  readonly id: MessageId;
  readonly standing: Exclude<Standing, { state: 'stored' }>;
  readonly actions: MessageActions;
}) => {
  const { messages } = useStrings();
  switch (standing.state) {
    case 'sending':
      return <p className="message-mark message-sending">{messages.sending}</p>;
    case 'waiting':
      return <Waiting id={id} place={standing.place} actions={actions} />;
    case 'refused':
      return (
        <div className="message-refused" role="alert">
          <p>
            <strong>{messages.notSent}</strong> {reasonFor(standing.reason, messages)}
          </p>
          <p className="message-actions">
            <button type="button" className="link-button" onClick={() => actions.retry(id)}>
              {messages.tryAgain}
            </button>
            <button type="button" className="link-button" onClick={() => actions.edit(id)}>
              {messages.edit}
            </button>
          </p>
        </div>
      );
  }
};

const Waiting = ({
  id,
  place,
  actions,
}: {
  readonly id: MessageId;
  readonly place: number;
  readonly actions: MessageActions;
}) => {
  const { messages } = useStrings();
  const nowMs = useNow(250, serverNow);
  const turn = actions.turnAtMs(place);
  // Only the one before it is in its way, and that takes no time worth naming.
  if (turn !== undefined && turn <= nowMs)
    return <p className="message-mark message-sending">{messages.sending}</p>;
  return (
    <p className="message-mark">
      {turn === undefined
        ? messages.waitingForConnection
        : messages.waitingForTurn(Math.max(1, Math.ceil((turn - nowMs) / 1000)))}
      <button type="button" className="link-button" onClick={() => actions.edit(id)}>
        {messages.edit}
      </button>
    </p>
  );
};

const reasonFor = (reason: RefusalReason, messages: Strings['messages']): string => {
  switch (reason) {
    case 'not_member':
      return messages.refusedNotMember;
    case 'too_fast':
      return messages.refusedTooFast;
    case 'muted':
      return messages.refusedMuted;
    case 'banned':
      return messages.refusedBanned;
    case 'closed':
      return messages.refusedClosed;
    case 'unknown':
      return messages.refusedUnknown;
  }
};
