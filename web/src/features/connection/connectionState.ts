export type ConnectionState =
  /** The first moment of a page: too early for words. */
  | { readonly state: 'opening' }
  | { readonly state: 'connecting' }
  | { readonly state: 'live' }
  | { readonly state: 'reconnecting'; readonly seconds: number }
  | { readonly state: 'offline'; readonly seconds: number };

export interface ConnectionFacts {
  /** The device has a network. */
  readonly isOnline: boolean;
  /** The database answers. */
  readonly isConnected: boolean;
  /** It has answered at least once since the page was opened. */
  readonly wasConnected: boolean;
  /** Since when the first two are what they are. */
  readonly sinceMs: number;
}

/** A page that has just been opened says nothing for this long: most are connected by then. */
const graceMs = 1000;

export const connectionState = (facts: ConnectionFacts, nowMs: number): ConnectionState => {
  const elapsedMs = Math.max(0, nowMs - facts.sinceMs);
  const seconds = Math.floor(elapsedMs / 1000);
  if (facts.isConnected) return { state: 'live' };
  if (!facts.isOnline) return { state: 'offline', seconds };
  // Never "live" without a connection, however short the interruption: a message may already be waiting for it.
  if (facts.wasConnected) return { state: 'reconnecting', seconds };
  return { state: elapsedMs < graceMs ? 'opening' : 'connecting' };
};

/** The facts after something may have changed. The clock starts anew only when the connection was lost or found. */
export const withFacts = (
  before: ConnectionFacts,
  now: { readonly isOnline: boolean; readonly isConnected: boolean },
  nowMs: number,
): ConnectionFacts => {
  if (before.isOnline === now.isOnline && before.isConnected === now.isConnected) return before;
  return {
    ...now,
    wasConnected: before.wasConnected || now.isConnected,
    sinceMs: before.isConnected === now.isConnected ? before.sinceMs : nowMs,
  };
};
