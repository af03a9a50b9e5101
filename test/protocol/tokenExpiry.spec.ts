import { get, ref, set } from 'firebase/database';
import { describe, expect, it } from 'vitest';
import { values } from './recorders.ts';
import { settled, stageForEachTest } from './stage.ts';
import { unsignedToken } from './tokenSource.ts';

const stage = stageForEachTest({ enforceTokenExpiry: true });

const rules = { '.read': 'auth.uid === "ana"', '.write': 'auth.uid === "ana"' };

/** Seconds since 1970. The end of a token need not be a whole one. */
const secondsFromNow = (seconds: number): number => Date.now() / 1000 + seconds;
const hourLong = { iat: secondsFromNow(0), exp: secondsFromNow(3600) };
const over = { iat: secondsFromNow(-7200), exp: secondsFromNow(-3600) };

describe('a client whose token ends', () => {
  it('while connected comes back with a new one, and with its listens', async () => {
    await stage.rules(rules);
    const { database, tokens } = stage.clientWithSignIn();
    tokens.renewWith('ana', hourLong);
    tokens.signIn('ana', { iat: secondsFromNow(-3600), exp: secondsFromNow(0.5) });
    const connected = values(ref(database, '.info/connected'));
    const heard = values(ref(database, 'data'));
    expect(await heard.first(1)).toEqual([null]);
    await connected.until((all) => all.length === 4, 'the client was sent away and came back', 15_000);
    await settled(database);
    await set(ref(stage.client('owner'), 'data'), 1);
    expect(await heard.first(2)).toEqual([null, 1]);
    expect(connected.items).toEqual([false, true, false, true]);
  });

  it('before it came gets a new one, and nothing else is refused', async () => {
    await stage.rules(rules);
    const { database, tokens } = stage.clientWithSignIn();
    tokens.renewWith('ana', hourLong);
    tokens.signIn('ana', over);
    await settled(database).catch(() => {});
    await set(ref(database, 'data'), 1);
    expect((await get(ref(database, 'data'))).val()).toBe(1);
  });

  it('in 1970, as mock tokens do, is who it says', async () => {
    await stage.rules(rules);
    await expect(set(ref(stage.client({ uid: 'ana' }), 'data'), 1)).resolves.toBeUndefined();
  });
});

describe('a request over REST', () => {
  it.for([
    ['whose token is over is refused', { ...over, sub: 'ana' }, 401, { error: 'Auth token is expired.' }],
    ['whose token lasts is who it says', { ...hourLong, sub: 'ana' }, 200, null],
  ] as const)('%s', async ([, claims, status, body]) => {
    await stage.rules(rules);
    const response = await stage.rest('GET', `/data.json?auth=${unsignedToken(claims)}`, undefined, {
      authorization: '',
    });
    expect([response.status, await response.json()]).toEqual([status, body]);
  });
});
