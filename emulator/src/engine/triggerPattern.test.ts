import { describe, expect, it } from 'vitest';
import { fromJson } from '../tree/json.ts';
import type { Node } from '../tree/node.ts';
import { formatPath } from '../tree/path.ts';
import { changedLocations, matchesGlob, paramsAt, parseTriggerPattern } from './triggerPattern.ts';

const tree = (json: unknown): Node => {
  const node = fromJson(json);
  if ('problem' in node) throw new Error(node.problem);
  return node;
};

const changed = (pattern: string, generation: 1 | 2, before: unknown, after: unknown): readonly string[] =>
  [...changedLocations(parseTriggerPattern(pattern, generation), tree(before), tree(after))].map(({ path }) =>
    formatPath(path),
  );

const none = null;

describe('changedLocations', () => {
  it.each([
    ['the written location', '/a/{id}', { a: { x: 1 } }, { a: { x: 2 } }, ['a/x']],
    ['every changed one below the write', '/a/{id}', none, { a: { x: 1, y: 2 } }, ['a/x', 'a/y']],
    ['old and new ones of a replaced parent', '/a/{id}', { a: { x: 1 } }, { a: { y: 2 } }, ['a/x', 'a/y']],
    [
      'one above the write, once',
      '/a/{id}',
      { a: { x: { p: 1, q: 1 } } },
      { a: { x: { p: 2, q: 2 } } },
      ['a/x'],
    ],
    ['nothing beside it', '/a/{id}', { b: 1 }, { b: 2 }, []],
    ['nothing above it', '/a/{id}/z', { a: { x: { y: 1 } } }, { a: { x: { y: 2 } } }, []],
    ['a literal path', '/a/x', { a: { x: 1, y: 1 } }, { a: { x: 2, y: 2 } }, ['a/x']],
    ['the root', '/', { a: 1 }, { a: 2 }, ['']],
    ['a key named constructor', '/{a}/{b}', none, { constructor: { toString: 1 } }, ['constructor/toString']],
    ['a star as a key in the first generation', '/a/*', none, { a: { '*': 1, x: 2 } }, ['a/*']],
  ])('finds %s', (_what, pattern, before, after, paths) => {
    expect(changed(pattern, 1, before, after)).toEqual(paths);
  });

  it.each([
    ['one key', 'a/*', none, { a: { x: 1, y: { z: 2 } } }, ['a/x', 'a/y']],
    ['part of a key', 'a/room-*', none, { a: { 'room-1': 1, lobby: 2 } }, ['a/room-1']],
    ['a captured part of a key', 'a/{r=room-*}', none, { a: { 'room-1': 1, lobby: 2 } }, ['a/room-1']],
    ['any number of keys', 'a/**', none, { a: { x: { y: 1 } } }, ['a', 'a/x', 'a/x/y']],
    ['any number before a last one', '**/z', { a: { z: 1 }, z: 1 }, { a: { z: 2 }, z: 2 }, ['a/z', 'z']],
    ['captured keys', 'a/{rest=**}', { a: { x: { y: 1 } } }, { a: { x: { y: 2 } } }, ['a', 'a/x', 'a/x/y']],
  ])('takes wildcards of the second generation for %s', (_what, pattern, before, after, paths) => {
    expect(changed(pattern, 2, before, after)).toEqual(paths);
  });
});

describe('paramsAt', () => {
  it.each([
    ['/users/{id}', 'users/u1', { id: 'u1' }],
    ['users/{id}/posts/{post}', 'users/u1/posts/p1', { id: 'u1', post: 'p1' }],
    ['users/{id=*}', 'users/u1', { id: 'u1' }],
    ['a/{rest=**}', 'a/b/c', { rest: 'b/c' }],
    ['a/{rest=**}', 'a', { rest: '' }],
    ['{rest=**}/z/{last}', 'a/b/z/c', { rest: 'a/b', last: 'c' }],
    ['a/*/{x}', 'a/b/c', { x: 'c' }],
    ['{constructor}/{toString}', '__proto__/y', { constructor: '__proto__', toString: 'y' }],
  ])('of %s at %s', (pattern, path, params) => {
    expect(new Map(paramsAt(parseTriggerPattern(pattern, 2), path.split('/')))).toEqual(
      new Map(Object.entries(params)),
    );
  });
});

describe('matchesGlob', () => {
  it.each([
    ['*', '', true],
    ['*', 'anything', true],
    ['my-*', 'my-db', true],
    ['my-*', 'your-db', false],
    ['*-db', 'my-db', true],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'acb', false],
    ['ab*ba', 'aba', false],
    ['literal', 'literal', true],
    ['literal', 'literally', false],
    ['a.c', 'abc', false],
  ])('%s on %s: %s', (glob, text, matches) => {
    expect(matchesGlob(glob, text)).toBe(matches);
  });
});
