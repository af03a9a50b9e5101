import type { MessageId, Profile, RoomId, UserId } from '@causerie/contract';
import { createContext, useContext } from 'react';

/** A page over the page, which few need at any moment: loaded when it is first opened. */
export type Screen =
  | { readonly kind: 'browse' | 'newRoom' | 'me' }
  /** For whoever is not signed in. */
  | { readonly kind: 'returning' }
  | { readonly kind: 'room'; readonly roomId: RoomId }
  | { readonly kind: 'person'; readonly about: UserId; readonly roomId: RoomId }
  | { readonly kind: 'report'; readonly roomId: RoomId; readonly messageId: MessageId }
  | { readonly kind: 'invited'; readonly roomId: RoomId; readonly code: string };

/** Whoever opens screens. */
export interface Person {
  readonly uid: UserId;
  readonly profile: Profile;
  /** How many of their messages have not been sent. */
  readonly waiting: number;
}

export const ScreensContext = createContext<((screen: Screen) => void) | undefined>(undefined);

/** How to open a screen. One that is opened from another lies over it. */
export const useOpenScreen = (): ((screen: Screen) => void) => {
  const open = useContext(ScreensContext);
  if (open === undefined) throw new Error('Whatever opens screens must stand inside ScreenHost.');
  return open;
};
