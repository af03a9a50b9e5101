import { actionIn, type Profile, type UserId } from '@causerie/contract';
import { useEffect, useRef, useState } from 'react';
import { useStrings } from '../../strings/StringsContext.ts';
import type { TimelineMessage } from './timeline.ts';

/** What comes within so long is said in one breath. */
const gatherMs = 1000;
/** More than these are counted instead of read out. */
const readOut = 3;
const readOutCharacters = 300;
/** Then the words go: whoever walks through the page later should not find them. */
const forgetMs = 10_000;

/**
 * What to read out to whoever hears the page: messages of others that came while it was open, each once. The list itself
 * announces nothing, because its rows come and go as somebody scrolls.
 */
export const useAnnouncement = (
  latest: readonly TimelineMessage[],
  people: ReadonlyMap<UserId, Profile | null>,
  me: UserId,
  sinceMs: number,
): string => {
  const strings = useStrings();
  const [words, setWords] = useState('');
  const said = useRef({
    upToMs: sinceMs,
    gathered: [] as readonly TimelineMessage[],
    timer: undefined as ReturnType<typeof setTimeout> | undefined,
  });
  const now = useRef({ people, strings });
  useEffect(() => {
    now.current = { people, strings };
  });

  useEffect(() => {
    const { current: state } = said;
    const fresh = latest.filter(({ atMs, uid }) => atMs > state.upToMs && uid !== me);
    if (fresh.length === 0) return;
    state.upToMs = fresh.at(-1)?.atMs ?? state.upToMs;
    state.gathered = [...state.gathered, ...fresh];
    state.timer ??= setTimeout(() => {
      const { gathered } = state;
      state.gathered = [];
      const { messages } = now.current.strings;
      const nameOf = (uid: UserId): string => now.current.people.get(uid)?.name ?? messages.someone;
      setWords(
        gathered.length > readOut
          ? messages.newMessages(gathered.length)
          : gathered
              .map(({ uid, text = '' }) => {
                const action = actionIn(text);
                return `${nameOf(uid)}${action === undefined ? ':' : ''} ${(action ?? text).slice(0, readOutCharacters)}`;
              })
              .join('\n'),
      );
      state.timer = setTimeout(() => {
        state.timer = undefined;
        setWords('');
      }, forgetMs);
    }, gatherMs);
  }, [latest, me]);
  useEffect(() => {
    const { current: state } = said;
    return () => clearTimeout(state.timer);
  }, []);
  return words;
};
