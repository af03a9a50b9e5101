import { isMessageId, isRoomId, type MessageId, type RoomId } from '@causerie/contract';
import type { Source } from '../../backend/source.ts';

const prefix = '#/rooms/';

export const addressOf = (roomId: RoomId): string => `${prefix}${roomId}`;

/** Of one message in a room. */
export const messageAddressOf = (roomId: RoomId, messageId: MessageId): string =>
  `${addressOf(roomId)}/${messageId}`;

/** The room that a page address asks for; the part after `#`, which comes from anywhere. */
export const parseAddress = (hash: string): RoomId | undefined => {
  const [asked = '', , ...rest] = partsOf(hash);
  return isRoomId(asked) && rest.length === 0 ? asked : undefined;
};

/** The message that it asks for in that room. */
export const parseMessageAddress = (hash: string): MessageId | undefined => {
  const [, asked = ''] = partsOf(hash);
  return parseAddress(hash) !== undefined && isMessageId(asked) ? asked : undefined;
};

const partsOf = (hash: string): readonly string[] =>
  hash.startsWith(prefix) ? hash.slice(prefix.length).split('/') : [];

const listeners = new Set<() => void>();

const watched = <T>(read: () => T): Source<T> => ({
  current: read,
  subscribe: (listener) => {
    listeners.add(listener);
    window.addEventListener('hashchange', listener);
    return () => {
      listeners.delete(listener);
      window.removeEventListener('hashchange', listener);
    };
  },
});

export const roomInAddress = watched(() => parseAddress(location.hash));

/** A message that somebody was sent to, in the room of the address. */
export const messageInAddress = watched(() => parseMessageAddress(location.hash));

/** Writes the room we are in into the address, in place of what stood there, unless that is a message of the room. */
export const pinInAddress = (roomId: RoomId): void => {
  const { hash } = location;
  if (parseAddress(hash) === roomId && parseMessageAddress(hash) !== undefined) return;
  replaceAddress(addressOf(roomId));
};

/** The message was shown, or could not be: the address is that of its room again, so that the same link works twice. */
export const forgetMessageInAddress = (roomId: RoomId): void => {
  if (parseAddress(location.hash) === roomId) replaceAddress(addressOf(roomId));
};

const replaceAddress = (address: string): void => {
  if (location.hash === address) return;
  history.replaceState(history.state, '', address);
  // The browser tells nobody about a replaced address.
  for (const listener of listeners) listener();
};
