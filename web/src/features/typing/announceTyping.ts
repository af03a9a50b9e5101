import { paths, type RoomId, type UserId } from '@causerie/contract';
import { connected } from '../../backend/connection.ts';
import { serverTime, write } from '../../backend/write.ts';
import { nextAnnouncement, type Announced } from './typing.ts';

export interface TypingAnnouncer {
  /** To be called at every change of the text being written. */
  readonly typed: () => void;
  /** To be called when it was sent: the message itself tells the others that the writing is over. */
  readonly sent: () => void;
  /** To be called when it was emptied. */
  readonly ended: () => void;
  readonly stop: () => void;
}

/** Whoever has not touched a key for this long is thinking, not typing. */
const pauseMs = 4000;

/** Tells the others in a room that somebody is writing, at the pace the rules allow. */
export const announceTyping = (uid: UserId, roomId: RoomId): TypingAnnouncer => {
  let lastKeyMs = Number.NEGATIVE_INFINITY;
  let announced: Announced | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const update = (): void => {
    clearTimeout(timer);
    const nowMs = performance.now();
    const isTyping = nowMs - lastKeyMs < pauseMs;
    const next = nextAnnouncement(isTyping, announced, nowMs);
    // Without a connection the word would arrive when it is no longer true.
    if (next.kind === 'say' && connected.current()) {
      announced = { on: next.on, atMs: nowMs };
      void write(new Map([[paths.typingEntry.at({ roomId, uid }), { at: serverTime(), on: next.on }]]));
    }
    const wakeAtMs = Math.min(
      next.kind === 'wait' ? next.untilMs : Number.POSITIVE_INFINITY,
      isTyping ? lastKeyMs + pauseMs : Number.POSITIVE_INFINITY,
    );
    if (Number.isFinite(wakeAtMs)) timer = setTimeout(update, wakeAtMs - nowMs);
  };

  return {
    typed: () => {
      lastKeyMs = performance.now();
      update();
    },
    sent: () => {
      lastKeyMs = Number.NEGATIVE_INFINITY;
      if (announced !== undefined) announced = { on: false, atMs: announced.atMs };
      update();
    },
    ended: () => {
      lastKeyMs = Number.NEGATIVE_INFINITY;
      update();
    },
    stop: () => clearTimeout(timer),
  };
};
