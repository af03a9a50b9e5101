import { paths, type UserId } from '@causerie/contract';
import { connected } from '../../backend/connection.ts';
import { serverTime, stampOnDisconnect, write } from '../../backend/write.ts';

/**
 * Has the server note when somebody was last here as often as a connection of this page ends. Returns how to stop; what was asked
 * of the server stays asked, and rules refuse it when it is no longer wished for.
 */
export const announceLastSeen = (uid: UserId): (() => void) => {
  const arm = (): void => {
    if (connected.current()) stampOnDisconnect(paths.lastSeen.at({ uid }));
  };
  arm();
  return connected.subscribe(arm);
};

/** Notes it at once, for who leaves and whose connection goes on. */
export const noteLastSeen = (uid: UserId): void => {
  if (connected.current()) void write(new Map([[paths.lastSeen.at({ uid }), serverTime()]]));
};
