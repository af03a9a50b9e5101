import type { LinkFacts } from '../../backend/connection.ts';

export type ConnectionState =
  /** The first moment of a page: too early for words. */
  | { readonly state: 'opening' }
  /** Never connected yet. `retrySeconds`: until the next attempt; nothing while one is under way. */
  | { readonly state: 'connecting'; readonly retrySeconds: number | undefined }
  | { readonly state: 'live' }
  /** Connected, as far as anybody knows, and without an answer. */
  | { readonly state: 'stale'; readonly heardSeconds: number }
  | {
      readonly state: 'reconnecting';
      readonly retrySeconds: number | undefined;
      /** Since the server was last heard. */
      readonly heardSeconds: number;
    }
  | { readonly state: 'offline'; readonly heardSeconds: number | undefined }
  /** The server is there and takes this person for nobody. */
  | { readonly state: 'signedOut' };

/** A page that has just been opened says nothing for this long: most are connected by then. */
const graceMs = 1000;

export const connectionState = (facts: LinkFacts, nowMs: number): ConnectionState => {
  const secondsSince = (ms: number): number => Math.max(0, Math.floor((nowMs - ms) / 1000));
  const heardSeconds = secondsSince(facts.heardMs ?? facts.sinceMs);
  const { nextTryMs } = facts;
  const retrySeconds =
    nextTryMs === undefined || nextTryMs <= nowMs ? undefined : Math.ceil((nextTryMs - nowMs) / 1000);
  if (facts.isSignedOut) return { state: 'signedOut' };
  if (facts.isConnected) return facts.isLate ? { state: 'stale', heardSeconds } : { state: 'live' };
  if (!facts.isOnline) {
    return { state: 'offline', heardSeconds: facts.wasConnected ? heardSeconds : undefined };
  }
  // Never "live" without a connection, however short the interruption: a message may already be waiting for it.
  if (facts.wasConnected) return { state: 'reconnecting', retrySeconds, heardSeconds };
  return nowMs - facts.sinceMs < graceMs && retrySeconds === undefined
    ? { state: 'opening' }
    : { state: 'connecting', retrySeconds };
};
