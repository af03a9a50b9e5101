import { describe, expect, it } from 'vitest';
import { connectionState, withFacts, type ConnectionFacts } from './connectionState.ts';

const facts = (changes: Partial<ConnectionFacts>): ConnectionFacts => ({
  isOnline: true,
  isConnected: false,
  wasConnected: false,
  sinceMs: 0,
  ...changes,
});

describe('connectionState', () => {
  it.each([
    ['the first moment', facts({}), 0, { state: 'opening' }],
    ['just before the end of grace', facts({}), 999, { state: 'opening' }],
    ['a first connection that takes its time', facts({}), 1000, { state: 'connecting' }],
    ['a connection', facts({ isConnected: true, wasConnected: true }), 90_000, { state: 'live' }],
    [
      'a connection whatever the device believes',
      facts({ isConnected: true, isOnline: false }),
      0,
      { state: 'live' },
    ],
    ['a short interruption', facts({ wasConnected: true }), 10, { state: 'reconnecting', seconds: 0 }],
    ['a loss', facts({ wasConnected: true }), 1000, { state: 'reconnecting', seconds: 1 }],
    ['a long loss', facts({ wasConnected: true }), 61_900, { state: 'reconnecting', seconds: 61 }],
    [
      'no network at once',
      facts({ wasConnected: true, isOnline: false }),
      10,
      { state: 'offline', seconds: 0 },
    ],
    ['a page opened without network', facts({ isOnline: false }), 5000, { state: 'offline', seconds: 5 }],
    [
      'a clock that was set back',
      facts({ wasConnected: true, sinceMs: 9000 }),
      0,
      { state: 'reconnecting', seconds: 0 },
    ],
  ])('in %s', (_when, given, nowMs, expected) => {
    expect(connectionState(given, nowMs)).toEqual(expected);
  });
});

describe('withFacts', () => {
  it('keeps the facts when nothing changed', () => {
    const before = facts({});
    expect(withFacts(before, { isOnline: true, isConnected: false }, 50)).toBe(before);
  });

  it('remembers that there was a connection, and counts from its loss', () => {
    const live = withFacts(facts({}), { isOnline: true, isConnected: true }, 100);
    const lost = withFacts(live, { isOnline: true, isConnected: false }, 500);
    const offline = withFacts(lost, { isOnline: false, isConnected: false }, 900);
    expect(live).toEqual({ isOnline: true, isConnected: true, wasConnected: true, sinceMs: 100 });
    expect(lost).toEqual({ isOnline: true, isConnected: false, wasConnected: true, sinceMs: 500 });
    expect(offline).toEqual({ isOnline: false, isConnected: false, wasConnected: true, sinceMs: 500 });
  });
});
