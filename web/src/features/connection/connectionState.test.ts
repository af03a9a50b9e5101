import { describe, expect, it } from 'vitest';
import type { LinkFacts } from '../../backend/connection.ts';
import { connectionState } from './connectionState.ts';

const facts = (changes: Partial<LinkFacts>): LinkFacts => ({
  isOnline: true,
  isConnected: false,
  wasConnected: false,
  sinceMs: 0,
  heardMs: undefined,
  isLate: false,
  nextTryMs: undefined,
  isSignedOut: false,
  roundTrips: [],
  ...changes,
});
const live = { isConnected: true, wasConnected: true, heardMs: 0 };
const lost = { wasConnected: true, heardMs: 0 };

describe('connectionState', () => {
  it.each([
    ['the first moment', facts({}), 0, { state: 'opening' }],
    ['just before the end of grace', facts({}), 999, { state: 'opening' }],
    [
      'a first connection that takes its time',
      facts({}),
      1000,
      { state: 'connecting', retrySeconds: undefined },
    ],
    ['a first attempt that failed', facts({ nextTryMs: 900 }), 100, { state: 'connecting', retrySeconds: 1 }],
    ['a connection', facts(live), 90_000, { state: 'live' }],
    ['a connection whatever the device believes', facts({ ...live, isOnline: false }), 0, { state: 'live' }],
    [
      'a question without an answer',
      facts({ ...live, heardMs: 1000, isLate: true }),
      13_500,
      { state: 'stale', heardSeconds: 12 },
    ],
    [
      'a short interruption',
      facts(lost),
      10,
      { state: 'reconnecting', retrySeconds: undefined, heardSeconds: 0 },
    ],
    [
      'a pause before the next attempt, to the second',
      facts({ ...lost, nextTryMs: 16_001 }),
      12_000,
      { state: 'reconnecting', retrySeconds: 5, heardSeconds: 12 },
    ],
    [
      'an attempt under way',
      facts({ ...lost, nextTryMs: 12_000 }),
      12_000,
      { state: 'reconnecting', retrySeconds: undefined, heardSeconds: 12 },
    ],
    ['no network at once', facts({ ...lost, isOnline: false }), 10, { state: 'offline', heardSeconds: 0 }],
    [
      'a page opened without network',
      facts({ isOnline: false }),
      5000,
      { state: 'offline', heardSeconds: undefined },
    ],
    ['an account that is none any more', facts({ ...live, isSignedOut: true }), 0, { state: 'signedOut' }],
    [
      'an account that is none, without a connection',
      facts({ isSignedOut: true }),
      0,
      { state: 'signedOut' },
    ],
  ])('in %s', (_when, given, nowMs, expected) => {
    expect(connectionState(given, nowMs)).toEqual(expected);
  });
});
