import type { RoomId, UserId } from '@causerie/contract';
import { useCallback, useEffect, useRef, useState } from 'react';
import { serverNow } from '../../backend/clock.ts';
import { useStrings } from '../../strings/StringsContext.ts';
import { showBadge } from './badge.ts';
import { tell } from './tell.ts';
import { countOf, type Unread } from './unread.ts';
import { setUnreadCounts, totalUnread } from './unreadCounts.ts';
import { watchUnread, type UnreadMessages } from './watchUnread.ts';
import { keepWishes, wishesOf } from './wishes.ts';
import './Attention.css';

/** Whoever has the room before them in any tab reads a message within this time, and need not be told of it. */
const patienceMs = 1500;

/** Nor is it counted before: with every message that is read as it comes, a count would come and go in the name of the tab. */
const countAfterMs = 1000;

/**
 * Counts what is unread, shows it in the tab, and tells of it as the person wishes. One tab of a browser does the telling. Shows nothing but, once,
 * an offer: when somebody called while the page was out of sight.
 */
export const Attention = ({
  uid,
  name,
  onOpen,
}: {
  readonly uid: UserId;
  readonly name: string;
  readonly onOpen: (roomId: RoomId) => void;
}) => {
  const { attention } = useStrings();
  const [isOffering, setIsOffering] = useState(false);
  const unread = useRef<UnreadMessages>(new Map());
  const isTeller = useRef(false);

  useEffect(() => {
    const over = new AbortController();
    // Held as long as this tab lives. Where there are no locks, every tab tells, and the browser shows one of the same tag.
    if (!('locks' in navigator)) isTeller.current = true;
    else
      navigator.locks
        .request(
          `causerie:attention:${uid}`,
          { signal: over.signal },
          () =>
            new Promise<void>((resolve) => {
              isTeller.current = true;
              over.signal.addEventListener('abort', () => resolve());
            }),
        )
        // The wait for it was given up with this page.
        .catch(() => undefined);
    return () => {
      isTeller.current = false;
      over.abort();
    };
  }, [uid]);

  useEffect(() => {
    const sinceMs = serverNow();
    const toldOf = new Set<string>();
    const timers = new Set<ReturnType<typeof setTimeout>>();
    let shown = 0;
    let counting: ReturnType<typeof setTimeout> | undefined;
    const count = (): void => {
      clearTimeout(counting);
      counting = undefined;
      const counts = countsIn(unread.current);
      shown = totalUnread(counts);
      setUnreadCounts(counts);
      showBadge(shown);
    };
    const stop = watchUnread({ uid, name }, (next) => {
      unread.current = next;
      if (totalUnread(countsIn(next)) < shown) count();
      else counting ??= setTimeout(count, countAfterMs);
      for (const [roomId, messages] of next) {
        const newest = messages.at(-1);
        if (newest === undefined || newest.atMs <= sinceMs || toldOf.has(newest.id)) continue;
        toldOf.add(newest.id);
        const timer = setTimeout(() => {
          timers.delete(timer);
          const isUnread = unread.current.get(roomId)?.some(({ id }) => id === newest.id) === true;
          if (!isUnread || !isTeller.current) return;
          const wishes = wishesOf(uid);
          if (newest.callsMe && document.hidden && !wishes.wasAsked && canAsk()) setIsOffering(true);
          void tell(wishes, roomId, newest, onOpen);
        }, patienceMs);
        timers.add(timer);
      }
    });
    return () => {
      stop();
      clearTimeout(counting);
      for (const timer of timers) clearTimeout(timer);
      setUnreadCounts(new Map());
      showBadge(0);
    };
  }, [uid, name, onOpen]);

  const answer = useCallback(
    (isWanted: boolean) => {
      setIsOffering(false);
      const asked = { ...wishesOf(uid), wasAsked: true };
      if (!isWanted) return keepWishes(uid, asked);
      void Notification.requestPermission().then((permission) =>
        keepWishes(uid, permission === 'granted' ? { ...asked, notify: 'calls' } : asked),
      );
    },
    [uid],
  );

  if (!isOffering) return null;
  return (
    <aside className="attention-offer" aria-live="polite">
      <p>{attention.offer}</p>
      <button type="button" className="link-button" onClick={() => answer(true)}>
        {attention.accept}
      </button>
      <button type="button" className="link-button" onClick={() => answer(false)}>
        {attention.decline}
      </button>
    </aside>
  );
};

const countsIn = (unread: UnreadMessages): ReadonlyMap<RoomId, Unread> =>
  new Map([...unread].map(([roomId, messages]) => [roomId, countOf(messages)]));

const canAsk = (): boolean => typeof Notification === 'function' && Notification.permission === 'default';
