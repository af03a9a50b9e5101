import { describe, expect, it } from 'vitest';
import { ana, ask, databasesWith } from './restTesting.ts';

describe('credentials', () => {
  const rules = { mine: { '.read': "auth.uid == 'ana'" }, nobody: { '.read': 'auth == null' } };
  const status = (path: string, headers: Readonly<Record<string, string>> = {}): number =>
    ask(databasesWith({ rules }), `GET ${path}`, { headers }).status;
  const override = encodeURIComponent('{"uid":"ana"}');

  it.each<
    [what: string, statuses: readonly [mine: number, nobody: number], parameters: string, bearer?: string]
  >([
    ['none', [401, 200], ''],
    ['the owner in the header', [200, 200], '', 'Bearer owner'],
    ['the owner as access_token', [200, 200], 'access_token=owner'],
    ['the owner as auth', [200, 200], 'auth=owner'],
    ['an OAuth token in the header', [200, 200], '', 'Bearer ya29.something'],
    ['a user in the header', [200, 401], '', `Bearer ${ana}`],
    ['a user as auth', [200, 401], `auth=${ana}`],
    ['a user as access_token', [200, 401], `access_token=${ana}`],
    ['the owner acting as a user', [200, 401], `auth_variable_override=${override}`, 'Bearer owner'],
    ['the owner acting as nobody', [401, 200], 'auth_variable_override=null', 'Bearer owner'],
  ])('%s', (_what, statuses, parameters, bearer) => {
    const headers = bearer === undefined ? {} : { authorization: bearer };
    expect([
      status(`/mine.json?${parameters}`, headers),
      status(`/nobody.json?${parameters}`, headers),
    ]).toEqual(statuses);
  });

  it.each([
    ['garbage as auth', '/mine.json?auth=garbage', 401, 'Could not parse auth token.'],
    [
      'a user who would be another',
      `/mine.json?auth=${ana}&auth_variable_override=${override}`,
      401,
      'auth_variable_override needs',
    ],
    [
      'text as an override',
      '/mine.json?access_token=owner&auth_variable_override=x',
      400,
      'Invalid auth variable',
    ],
    [
      'a list as an override',
      '/mine.json?access_token=owner&auth_variable_override=[1]',
      400,
      'Invalid auth variable',
    ],
  ])('refuses %s', (_what, path, expected, text) => {
    const response = ask(databasesWith({ rules }), `GET ${path}`, { headers: {} });
    expect([response.status, response.body]).toEqual([expected, expect.stringContaining(text)]);
  });
});
