import { describe, expect, it } from 'vitest';
import { path } from '@causerie/contract';
import { afterRoot, all, any, asksForAtMost, matches, placeIn } from './predicates.ts';

describe('joining conditions', () => {
  it.each([
    ['one', all('a'), 'a'],
    ['flat', all('a', all('b', 'c')), 'a && b && c'],
    ['any in all', all('a', any('b', 'c')), 'a && (b || c)'],
    ['all in any', any('a', all('b', 'c')), 'a || (b && c)'],
    ['a choice in all', all('a ? b : c', 'd'), '(a ? b : c) && d'],
    ['inner brackets', all("f(a || b) === 'c'", 'd'), "f(a || b) === 'c' && d"],
    ['nested', all('a', any('b', all('c', any('d', 'e')))), 'a && (b || (c && (d || e)))'],
    ['never', all('a', 'false', 'b'), 'false'],
  ])('puts brackets where they are needed: %s', (_what, written, expected) => {
    expect(written).toBe(expected);
  });
});

describe('afterRoot', () => {
  const place = path('messages/{roomId}/{messageId}');

  it('goes up once for each key', () => {
    expect(afterRoot(place)).toBe('newData.parent().parent().parent()');
    expect(afterRoot(place, 1)).toBe('newData.parent().parent().parent().parent()');
  });
});

describe('placeIn', () => {
  it.each([
    [placeIn('root', path('directory'), {}), "root.child('directory')"],
    [placeIn('root', path('users/{uid}'), { uid: 'auth.uid' }), "root.child('users/' + auth.uid)"],
    [
      placeIn('root', path('limits/{uid}/messages/{slot}'), { uid: 'auth.uid', slot: '$slot' }),
      "root.child('limits/' + auth.uid + '/messages/' + $slot)",
    ],
    [
      placeIn('root', path('limits/{uid}/{slot}'), { uid: 'auth.uid', slot: "'a'" }),
      "root.child('limits/' + auth.uid + '/a')",
    ],
    [placeIn('newData', path('a/{b}/c'), { b: 'data.val()' }), "newData.child('a/' + data.val() + '/c')"],
  ])('joins keys to %s', (printed, expected) => {
    expect(printed).toBe(expected);
  });
});

describe('asksForAtMost', () => {
  it('asks whether a limit is there before it compares it', () => {
    expect(asksForAtMost(7)).toBe(
      '(query.limitToFirst != null && query.limitToFirst <= 7) || (query.limitToLast != null && query.limitToLast <= 7)',
    );
  });
});

describe('matches', () => {
  it('escapes slashes', () => {
    expect(matches('$key', new RegExp('^a/b$'))).toBe(String.raw`$key.matches(/^a\/b$/)`);
  });
});
