import type { MessageId, Profile, UserId } from '@causerie/contract';
import { memo, useContext } from 'react';
import { useStrings } from '../../strings/StringsContext.ts';
import type { ActionWords } from '../../strings/actions/ActionWords.ts';
import { Seal } from '../../ui/Seal.tsx';
import { ReadByContext } from './useReadBy.ts';
import './ReadBy.css';

const sealsMax = 4;
const namesMax = 10;

/** Under the newest of one's messages that others have read: who has. Nothing under all others. */
export const ReadBy = memo(function ReadBy({
  id,
  people,
  words,
}: {
  readonly id: MessageId;
  readonly people: ReadonlyMap<UserId, Profile | null>;
  readonly words: Pick<ActionWords, 'readBy' | 'readByNames'>;
}) {
  const { messages } = useStrings();
  const readBy = useContext(ReadByContext);
  if (readBy?.id !== id) return null;
  const { readers } = readBy;
  const names = words.readByNames(
    readers.slice(0, namesMax).map((uid) => people.get(uid)?.name ?? messages.someone),
    Math.max(0, readers.length - namesMax),
  );
  return (
    <p className="read-by" title={names}>
      <span className="read-by-seals">
        {readers.slice(0, sealsMax).map((uid) => (
          <Seal key={uid} name={people.get(uid)?.name} color={people.get(uid)?.color} />
        ))}
      </span>
      <span aria-hidden="true">{words.readBy(readers.length)}</span>
      <span className="visually-hidden">{names}</span>
    </p>
  );
});
