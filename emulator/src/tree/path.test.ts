import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { formatPath, isPathProblem, isPrefix, keyProblem, parsePath } from './path.ts';
import { hostileKeys } from './treeArbitraries.ts';

describe('parsePath', () => {
  it.each([
    ['', []],
    ['/', []],
    ['///', []],
    ['/a/b', ['a', 'b']],
    ['a//b/', ['a', 'b']],
    ['a/.priority', ['a', '.priority']],
    ['.priority', ['.priority']],
    ['constructor/__proto__', ['constructor', '__proto__']],
    ['a b/é😀', ['a b', 'é😀']],
    [Array(32).fill('k').join('/'), Array(32).fill('k')],
  ])('reads %j', (text, path) => {
    expect(parsePath(text)).toEqual(path);
  });

  it.each([
    ['a.b', 'key "a.b" contains "."'],
    ['x/a#', 'contains "#"'],
    ['$x', 'contains "$"'],
    ['a[0]', 'contains "["'],
    ['a/]', 'contains "]"'],
    ['a\u0000', String.raw`contains "\u0000"`],
    ['a\u001f', String.raw`contains "\u001f"`],
    ['a\u007f', 'contains "\u007f"'],
    ['a/.priority/b', 'key ".priority" contains "."'],
    ['.info/connected', 'key ".info" contains "."'],
    ['a/\ud83d', String.raw`key "\ud83d" holds half of a surrogate pair`],
    ['\ude00b', 'half of a surrogate pair'],
    ['k'.repeat(769), 'has 769 bytes: keys may have at most 768 bytes'],
    ['é'.repeat(385), 'has 770 bytes'],
    [Array(33).fill('k').join('/'), 'it is 33 keys deep: at most 32'],
  ])('refuses %j', (text, why) => {
    const path = parsePath(text);
    expect(isPathProblem(path) && path.problem).toContain(why);
  });

  it('answers a huge key with a short message', () => {
    const path = parsePath(`${'k'.repeat(1_000_000)}.`);
    expect(isPathProblem(path) && path.problem.length).toBeLessThan(250);
  });

  it('reads back what formatPath prints', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...hostileKeys), { maxLength: 32 }), (path) => {
        expect(parsePath(formatPath(path))).toEqual(path);
      }),
    );
  });
});

describe('keyProblem', () => {
  it.each([...hostileKeys, 'k'.repeat(768), 'é'.repeat(384), '\u0080'])('allows %j', (key) => {
    expect(keyProblem(key)).toBeUndefined();
  });

  it('refuses the empty key', () => {
    expect(keyProblem('')).toContain('empty');
  });
});

describe('isPrefix', () => {
  it.each([
    [[], [], true],
    [[], ['a'], true],
    [['a'], ['a', 'b'], true],
    [['a', 'b'], ['a'], false],
    [['a'], ['ab'], false],
    [['a', 'c'], ['a', 'b', 'c'], false],
  ])('of %j and %j is %s', (ancestor, path, expected) => {
    expect(isPrefix(ancestor, path)).toBe(expected);
  });
});
