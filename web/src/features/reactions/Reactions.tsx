import {
  limits,
  paths,
  type MessageId,
  type Profile,
  type ReactionEmoji,
  type RoomId,
  type UserId,
} from '@causerie/contract';
import { memo, useEffect, useState } from 'react';
import { listAt } from '../../backend/live.ts';
import { useSource } from '../../backend/useSource.ts';
import type { ActionWords } from '../../strings/actions/ActionWords.ts';
import { readReactions, type Reaction } from './readReactions.ts';
import { wantedKey, type Reactor } from './reactor.ts';
import './Reactions.css';

interface Options {
  readonly roomId: RoomId;
  readonly id: MessageId;
  readonly me: UserId;
  readonly people: ReadonlyMap<UserId, Profile | null>;
  readonly reactor: Reactor;
  readonly words: ActionWords;
  /** Whether the tabulator stops at them; at those of every message would be a long way to the composer. */
  readonly isReached: boolean;
}

/** What flies by while somebody scrolls is not asked for. */
const settledAfterMs = 150;

/** What people answered a message with, each a button that puts or takes back one's own. Listened to while it is drawn. */
export const Reactions = memo(function Reactions(options: Options) {
  const [isSettled, setIsSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsSettled(true), settledAfterMs);
    return () => clearTimeout(timer);
  }, []);
  return isSettled && <LiveReactions {...options} />;
});

const LiveReactions = ({ roomId, id, me, people, reactor, words, isReached }: Options) => {
  const reading = useSource(
    listAt(paths.reactions.at({ roomId, messageId: id }), { first: limits.reactorsPerRead, by: 'key' }),
  );
  const wanted = useSource(reactor);
  const entries = reading.state === 'ready' ? reading.value : [];
  const reactions = readReactions(entries, me, (emoji) => wanted.get(wantedKey(id, emoji)));
  if (reactions.length === 0) return null;
  return (
    <ul className="reactions" aria-label={words.reactions}>
      {reactions.map((reaction) => (
        <li key={reaction.emoji}>
          <Chip
            reaction={reaction}
            people={people}
            words={words}
            isReached={isReached}
            onPress={(emoji) => reactor.want(id, emoji, !reaction.isMine)}
          />
        </li>
      ))}
    </ul>
  );
};

const Chip = ({
  reaction: { emoji, isMine, others },
  people,
  words,
  isReached,
  onPress,
}: {
  readonly reaction: Reaction;
  readonly people: ReadonlyMap<UserId, Profile | null>;
  readonly words: ActionWords;
  readonly isReached: boolean;
  readonly onPress: (emoji: ReactionEmoji) => void;
}) => {
  const names = others.flatMap((uid) => people.get(uid)?.name ?? []).slice(0, mostNames);
  const count = others.length + (isMine ? 1 : 0);
  // Whoever says what they see, to press it, must be understood: the count is seen.
  const label = `${words.reaction(emoji, names, others.length - names.length, isMine)}, ${count}`;
  return (
    <button
      type="button"
      className="reaction"
      tabIndex={isReached ? 0 : -1}
      aria-pressed={isMine}
      aria-label={label}
      title={label}
      onClick={() => onPress(emoji)}
    >
      <span aria-hidden="true">{emoji}</span>
      <span className="reaction-count">{count}</span>
    </button>
  );
};

/** More are counted. */
const mostNames = 10;
