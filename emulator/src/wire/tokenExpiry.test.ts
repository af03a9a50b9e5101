import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Databases } from '../engine/databases.ts';
import { defaultLimits } from '../limits.ts';
import { RequestMeter } from '../metrics/requestMeter.ts';
import { parseMessage } from './message.ts';
import { Session } from './session.ts';

const nowMs = 1_700_000_000_000;
const now = nowMs / 1000;

let heard: unknown[];
let session: Session;

const open = (enforceTokenExpiry: boolean): void => {
  const clock = { now: () => Date.now() };
  const parts = { clock, limits: defaultLimits, log: () => {} };
  const database = new Databases(parts).open('demo');
  if ('problem' in database) throw new Error(database.problem);
  database.loadRules('{"rules":{"mine":{".read":"auth.uid === \'ana\'"}}}');
  heard = [];
  const send = (message: unknown): void => void heard.push(JSON.parse(String(message)));
  session = new Session({
    ...parts,
    id: 's',
    host: 'h',
    database,
    meter: new RequestMeter(),
    refusalOfOwner: undefined,
    enforceTokenExpiry,
    send,
  });
};

const ask = (number: number, action: string, body: unknown): void =>
  session.receive(parseMessage(JSON.stringify({ t: 'd', d: { r: number, a: action, b: body } })));

const signIn = (claims: object): void => {
  const payload = Buffer.from(JSON.stringify({ sub: 'ana', ...claims })).toString('base64url');
  ask(1, 'auth', { cred: `e30.${payload}.` });
  ask(2, 'q', { p: '/mine', h: '' });
};

const answers = (): unknown[] =>
  heard.map((message) => {
    const { d } = message as { d: { a?: string; b: { s?: string; d?: unknown } } };
    return d.a ?? d.b.s;
  });

beforeEach(() => {
  vi.useFakeTimers({ now: nowMs });
});

afterEach(() => {
  session.end();
  vi.useRealTimers();
});

describe('a session whose tokens end', () => {
  it('tells the client at the end of its token, and takes its listens after that', () => {
    open(true);
    signIn({ iat: now, exp: now + 3600 });
    expect(heard[0]).toMatchObject({ d: { b: { s: 'ok', d: { expires: now + 3600 } } } });
    vi.advanceTimersByTime(3_599_999);
    expect(answers()).toEqual(['ok', 'ok']);
    vi.advanceTimersByTime(1);
    expect(heard.slice(2)).toEqual([
      { t: 'd', d: { a: 'ac', b: { s: 'expired_token', d: 'Auth token is expired.' } } },
      { t: 'd', d: { a: 'c', b: { p: 'mine' } } },
    ]);
    ask(3, 'g', { p: '/mine', q: {} });
    expect(answers().at(-1)).toBe('permission_denied');
  });

  it.each([
    ['over', { iat: now - 7200, exp: now - 3600 }, 'expired_token', 'Auth token is expired.'],
    [
      'not valid yet',
      { iat: now, nbf: now + 60, exp: now + 3600 },
      'invalid_token',
      'Auth token is not valid yet.',
    ],
  ])('refuses one that is %s', (_what, claims, status, data) => {
    open(true);
    signIn(claims);
    expect(heard[0]).toEqual({ t: 'd', d: { r: 1, b: { s: status, d: data } } });
    expect(answers()).toEqual([status, 'permission_denied']);
  });

  it.each([
    ['a mock token, which ended in 1970', { iat: 0, exp: 3600 }],
    ['one that ends after the longest timer there is', { iat: now, exp: now + 40 * 86_400 }],
  ])('leaves alone %s', (_what, claims) => {
    open(true);
    signIn(claims);
    vi.advanceTimersByTime(39 * 86_400_000);
    expect(answers()).toEqual(['ok', 'ok']);
  });

  it.each([
    ['another token', () => signIn({ iat: now + 1, exp: now + 86_400 })],
    ['signing out', () => ask(4, 'unauth', {})],
    ['the end of the session', () => session.end()],
  ])('forgets the end of a token at %s', (_what, change) => {
    open(true);
    signIn({ iat: now, exp: now + 3600 });
    change();
    vi.advanceTimersByTime(7_200_000);
    expect(answers()).not.toContain('ac');
    expect(vi.getTimerCount()).toBeLessThanOrEqual(1);
  });
});

describe('a session whose tokens last', () => {
  it('takes a token that is over', () => {
    open(false);
    signIn({ iat: now - 7200, exp: now - 3600 });
    expect(answers()).toEqual(['ok', 'ok']);
    expect(vi.getTimerCount()).toBe(0);
  });
});
