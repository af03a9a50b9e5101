import { describe, expect, it } from 'vitest';
import { trustOf } from '../trust.ts';
import { refusalOf } from './gate.ts';

const trust = trustOf({ host: '127.0.0.1', allowedOrigins: [] });
const host = '127.0.0.1:9000';
const bearer = { authorization: 'Bearer owner' };
const evil = { origin: 'https://evil.example' };

/** An unsigned token, as `mockUserToken` makes them. */
const ana = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"sub":"ana"}').toString('base64url')}.`;

describe('a page of another site', () => {
  it.each([
    // As nobody and as a user: the rules' affair.
    ['GET', '/rooms.json?ns=demo', {}, 'goes on'],
    ['PUT', '/rooms.json?ns=demo', {}, 'goes on'],
    ['GET', `/rooms.json?auth=${ana}`, {}, 'goes on'],
    ['GET', '/rooms.json', { authorization: `Bearer ${ana}` }, 'goes on'],
    ['OPTIONS', '/rooms.json', {}, 'goes on'],
    ['OPTIONS', '/rooms.json?auth=owner', {}, 'goes on'],
    ['GET', '/%E0%A4%A.json', bearer, 'goes on'],
    // As the owner, however it is said.
    ['GET', '/rooms.json', bearer, 'is refused'],
    ['PUT', '/rooms.json', { authorization: 'bearer  owner ' }, 'is refused'],
    ['GET', '/rooms.json', { authorization: 'Bearer ya29.any-oauth-token' }, 'is refused'],
    ['GET', '/rooms.json?access_token=owner', {}, 'is refused'],
    ['GET', '/rooms.json?access%5Ftoken=owner', {}, 'is refused'],
    ['GET', '/rooms.json?auth=owner', {}, 'is refused'],
    ['GET', '//rooms//.json?auth=owner', {}, 'is refused'],
    ['GET', `/rooms.json?access_token=owner&auth=${ana}`, {}, 'is refused'],
    ['GET', '/rooms.json?access_token=owner&auth_variable_override={"uid":"ana"}', {}, 'is refused'],
    ['GET', '/rooms.json?access_token=owner&auth_variable_override=null', {}, 'is refused'],
    ['POST', '/rooms/.upload?auth=owner', {}, 'is refused'],
    ['GET', `http://${host}/rooms.json?auth=owner`, {}, 'is refused'],
    // What only the owner has business with.
    ['GET', '/.settings/rules.json', {}, 'is refused'],
    ['PUT', '/.settings/rules.json', {}, 'is refused'],
    ['GET', '/%2Esettings/rules.json', {}, 'is refused'],
    ['GET', '/.inspect/databases.json', {}, 'is refused'],
    ['GET', '/.inspect/denials.json', bearer, 'is refused'],
    ['GET', '/.inspect/coverage', {}, 'is refused'],
    ['GET', '/.inspect/', {}, 'is refused'],
    ['GET', '/.inspect', {}, 'is refused'],
    ['GET', '//.inspect//metrics', {}, 'is refused'],
    ['POST', '/.inspect/api/edit', {}, 'is refused'],
    ['OPTIONS', '/.inspect/api/edit', {}, 'is refused'],
  ] as const)('that asks for %s %s with %j %s', (method, url, headers, verdict) => {
    const refusal = refusalOf({ method, url, headers: { host, ...evil, ...headers } }, trust);
    expect(refusal === undefined ? 'goes on' : 'is refused').toBe(verdict);
  });
});

describe('a page on this machine', () => {
  it.each([
    ['GET', '/rooms.json', bearer, 'goes on'],
    ['GET', '/.inspect/databases.json', {}, 'goes on'],
    ['PUT', '/.settings/rules.json', bearer, 'goes on'],
    // Another page than the inspector's own.
    ['POST', '/.inspect/api/edit', {}, 'is refused'],
    ['GET', '/.inspect/metrics', {}, 'is refused'],
  ] as const)('that asks for %s %s with %j %s', (method, url, headers, verdict) => {
    const origin = 'http://localhost:4000';
    const refusal = refusalOf({ method, url, headers: { host, origin, ...headers } }, trust);
    expect(refusal === undefined ? 'goes on' : 'is refused').toBe(verdict);
  });
});

describe('a page that goes by a name of its own for this machine', () => {
  it.each([
    ['GET', '/rooms.json', {}, 'goes on'],
    ['GET', '/rooms.json', bearer, 'is refused'],
    ['GET', '/.inspect/', {}, 'is refused'],
    ['GET', '/.inspect/databases.json', {}, 'is refused'],
    ['GET', '/.inspect/metrics', {}, 'is refused'],
  ] as const)('and asks for %s %s with %j %s', (method, url, headers, verdict) => {
    const refusal = refusalOf({ method, url, headers: { host: 'evil.example:9000', ...headers } }, trust);
    expect(refusal === undefined ? 'goes on' : 'is refused').toBe(verdict);
  });
});
