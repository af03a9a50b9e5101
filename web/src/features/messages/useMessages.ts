import { limits, paths, type RoomId } from '@causerie/contract';
import { useMemo } from 'react';
import type { Entry } from '../../backend/entries.ts';
import { growingListAt } from '../../backend/live.ts';
import type { Reading } from '../../backend/source.ts';
import { useSource } from '../../backend/useSource.ts';
import { readMessage, type TimelineMessage } from './timeline.ts';

/** What a page keeps of a conversation that goes on while it is open. */
const keptMessages = 400;

/** The newest messages of a room, oldest first, and whatever they push out while the page is open. */
export const useMessages = (roomId: RoomId): Reading<readonly TimelineMessage[]> => {
  const source = useMemo(
    () =>
      growingListAt(paths.messages.at({ roomId }), { last: limits.messagesShown, by: 'at' }, keptMessages),
    [roomId],
  );
  const reading = useSource(source);
  return useMemo(
    () =>
      reading.state === 'ready' ? { state: 'ready', value: reading.value.flatMap(readOnceEach) } : reading,
    [reading],
  );
};

/** An entry that did not change gives the very message it gave before, so that its row need not be drawn again. */
const known = new WeakMap<Entry, readonly TimelineMessage[]>();

const readOnceEach = (entry: Entry): readonly TimelineMessage[] => {
  const before = known.get(entry);
  if (before !== undefined) return before;
  const read = readMessage(entry);
  const messages = read === undefined ? [] : [read];
  known.set(entry, messages);
  return messages;
};
