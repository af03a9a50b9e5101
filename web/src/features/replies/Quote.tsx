import { message, paths, type MessageId, type RoomId, type UserId } from '@causerie/contract';
import { valueAt } from '../../backend/live.ts';
import { usePerson } from '../../backend/usePerson.ts';
import { useSource } from '../../backend/useSource.ts';
import type { ActionWords } from '../../strings/actions/ActionWords.ts';
import { useStrings } from '../../strings/StringsContext.ts';
import { gist } from './gist.ts';
import './Quote.css';

/** A message that another one answers. */
export interface Original {
  readonly uid: UserId;
  /** `undefined` once it was deleted. */
  readonly text: string | undefined;
}

interface Options {
  readonly id: MessageId;
  readonly words: ActionWords;
  /** Whose words are not shown. */
  readonly blocked: ReadonlySet<string>;
  /** Whether the tabulator stops here. */
  readonly isReached: boolean;
  readonly onGo: (id: MessageId) => void;
}

/** What a message answers, in one line that leads there. `held` is the original, if the page has it; else it is asked for. */
export const Quote = ({
  roomId,
  held,
  ...options
}: Options & { readonly roomId: RoomId; readonly held: Original | undefined }) =>
  held === undefined ? (
    <FetchedQuote roomId={roomId} {...options} />
  ) : (
    <QuoteLine original={held} {...options} />
  );

const FetchedQuote = ({ roomId, ...options }: Options & { readonly roomId: RoomId }) => {
  const reading = useSource(valueAt(paths.message.at({ roomId, messageId: options.id })));
  if (reading.state === 'loading') return <p className="quote">…</p>;
  const value = reading.state === 'ready' ? reading.value : null;
  if (value === null) return <p className="quote">{options.words.originalGone}</p>;
  const read = message.read(value);
  return read === undefined ? (
    <p className="quote">{options.words.originalDeleted}</p>
  ) : (
    <QuoteLine original={{ uid: read.uid as UserId, text: read.text }} {...options} />
  );
};

const QuoteLine = ({
  original: { uid, text },
  id,
  words,
  blocked,
  isReached,
  onGo,
}: Options & { readonly original: Original }) => {
  const { messages } = useStrings();
  const author = usePerson(uid);
  if (blocked.has(uid)) return <p className="quote">{words.originalBlocked}</p>;
  if (text === undefined) return <p className="quote">{words.originalDeleted}</p>;
  const name = author === undefined ? '…' : (author?.name ?? messages.someone);
  return (
    <button type="button" className="quote" tabIndex={isReached ? 0 : -1} onClick={() => onGo(id)}>
      <span className="visually-hidden">{words.inReplyTo(name)} </span>
      <bdi className="quote-author" aria-hidden="true">
        {name}
      </bdi>{' '}
      <span dir="auto">{gist(text, name)}</span>
    </button>
  );
};
