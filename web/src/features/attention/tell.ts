import { paths, profile, room, type RoomId } from '@causerie/contract';
import { readOnce } from '../../backend/live.ts';
import { chime } from './chime.ts';
import type { UnreadMessage } from './unread.ts';
import { isQuiet, type Wishes } from './wishes.ts';

/** A notification has room for a line or two. */
const longestBody = 140;

/** First strong isolates, so that no name turns the words around it. */
const isolated = (text: string): string => `\u2068${text}\u2069`;

const nameOf = async (
  path: string,
  read: (value: unknown) => string | undefined,
): Promise<string | undefined> => read(await readOnce(path).catch(() => undefined));

/**
 * Tells somebody of a message as they wish, outside the page. A notification is text, never markup; one room has one, and the newest
 * message takes the place of the one before.
 */
export const tell = async (
  wishes: Wishes,
  roomId: RoomId,
  message: UnreadMessage,
  open: (roomId: RoomId) => void,
): Promise<void> => {
  if (isQuiet(wishes, new Date())) return;
  if (wishes.sound) chime();
  const isWanted = wishes.notify === 'everything' || (wishes.notify === 'calls' && message.callsMe);
  if (!isWanted || typeof Notification !== 'function' || Notification.permission !== 'granted') return;
  const [author, place] = await Promise.all([
    nameOf(paths.user.at({ uid: message.uid }), (value) => profile.read(value)?.name),
    nameOf(paths.room.at({ roomId }), (value) => room.read(value)?.name),
  ]);
  const title = [author, place].flatMap((name) => (name === undefined ? [] : [isolated(name)])).join(' · ');
  try {
    const shown = new Notification(title === '' ? 'Causerie' : title, {
      body: message.text.slice(0, longestBody),
      tag: `causerie-${roomId}`,
      icon: '/favicon.svg',
      silent: true,
    });
    shown.addEventListener('click', () => {
      window.focus();
      open(roomId);
      shown.close();
    });
  } catch {
    // On some phones only a service worker may notify. The tab's badge says it too.
  }
};
