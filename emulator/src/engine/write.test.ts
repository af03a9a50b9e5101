import { describe, expect, it } from 'vitest';
import { fromJson, type Json, toJson } from '../tree/json.ts';
import { type Node, nodeAt } from '../tree/node.ts';
import { formatPath, type Path } from '../tree/path.ts';
import { isWriteProblem, planSet, planUpdate, type WritePlan, type WriteProblem } from './write.ts';

const nowMs = 1_700_000_000_123;

const tree = (json: unknown): Node => {
  const node = fromJson(json);
  if ('problem' in node) throw new Error(node.problem);
  return node;
};

const at = (path: string): Path => path.split('/').filter((key) => key !== '');

const planned = (plan: WritePlan | WriteProblem): { readonly after: Json; readonly writes: string[] } => {
  if (isWriteProblem(plan)) throw new Error(plan.problem);
  return { after: toJson(plan.after, 'wire'), writes: plan.writes.map((path) => formatPath(path)) };
};

const problemOf = (plan: WritePlan | WriteProblem): string => {
  if (!isWriteProblem(plan)) throw new Error(`Planned ${JSON.stringify(toJson(plan.after, 'wire'))}`);
  return plan.problem;
};

describe('planSet', () => {
  it.each([
    ['a leaf', { a: 1 }, 'b', 2, { a: 1, b: 2 }],
    ['a whole object, which replaces the old one', { a: { x: 1 } }, 'a', { y: 2 }, { a: { y: 2 } }],
    ['null, which also removes the emptied parents', { a: { b: { c: 1 } } }, 'a/b/c', null, null],
    ['null where nothing is', { a: 1 }, 'b/c', null, { a: 1 }],
    ['null under a leaf, which stays', { a: 1 }, 'a/b', null, { a: 1 }],
    [
      'a child under a leaf, which keeps its priority',
      { a: { '.value': 1, '.priority': 9 } },
      'a/b',
      2,
      { a: { b: 2, '.priority': 9 } },
    ],
    ['an array with a hole', null, 'a', ['x', null, 'z'], { a: { 0: 'x', 2: 'z' } }],
    ['the root', { a: 1 }, '', { b: 2 }, { b: 2 }],
    ['a plain value, which clears the priority', { a: { '.value': 1, '.priority': 9 } }, 'a', 1, { a: 1 }],
    ['the timestamp', null, 'a', { '.sv': 'timestamp' }, { a: nowMs }],
    ['an increment of a number', { a: 5 }, 'a', { '.sv': { increment: 2 } }, { a: 7 }],
    ['an increment of nothing', null, 'a', { n: { '.sv': { increment: 2 } } }, { a: { n: 2 } }],
    [
      'a key like any other',
      null,
      'constructor/__proto__',
      1,
      { constructor: JSON.parse('{"__proto__":1}') },
    ],
  ])('writes %s', (_what, before, path, value, after) => {
    expect(planned(planSet(tree(before), at(path), value, nowMs)).after).toEqual(after);
  });

  it.each([
    ['sets a priority', { a: 1 }, 5, { a: { '.value': 1, '.priority': 5 } }],
    ['sets one of an object', { a: { b: 1 } }, 'p', { a: { b: 1, '.priority': 'p' } }],
    ['clears it', { a: { '.value': 1, '.priority': 5 } }, null, { a: 1 }],
    ['ignores one of nothing', { b: 1 }, 5, { b: 1 }],
    ['resolves a timestamp', { a: 1 }, { '.sv': 'timestamp' }, { a: { '.value': 1, '.priority': nowMs } }],
    [
      'increments it',
      { a: { '.value': 1, '.priority': 5 } },
      { '.sv': { increment: 2 } },
      { a: { '.value': 1, '.priority': 7 } },
    ],
  ])('at a .priority path %s, as a write of its owner', (_what, before, value, after) => {
    const plan = planned(planSet(tree(before), ['a', '.priority'], value, nowMs));
    expect(plan).toEqual({ after, writes: ['a'] });
  });

  it.each([
    ['a bad key', 'a', { 'b.c': 1 }, /may not contain .* \(in the value for "\/a"\)/],
    ['a level too deep', Array(20).fill('k').join('/'), nest(13), /deeper than 32/],
    [
      'a hundred thousand nested arrays',
      'a',
      JSON.parse('['.repeat(1e5) + ']'.repeat(1e5)),
      /deeper than 32/,
    ],
    ['an unknown server value', 'a', { '.sv': 'nonsense' }, /"\.sv" must be/],
    ['a number that is none', 'a', Number.NaN, /NaN is not a finite number/],
    ['an object as a priority', 'a/.priority', { x: 1 }, /a priority is not/],
    ['a priority that is true', 'a/.priority', true, /a priority is not/],
  ])('refuses %s', (_what, path, value, problem) => {
    expect(problemOf(planSet(tree({ a: 1 }), at(path), value, nowMs))).toMatch(problem);
  });

  it('accepts 32 levels counted from the root', () => {
    const path = Array<string>(20).fill('k');
    expect(planned(planSet(tree(null), path, nest(12), nowMs)).writes).toEqual([path.join('/')]);
  });

  it('takes a value that looks like one of our failures for what it is', () => {
    const value = { problem: 'x', path: ['a'] };
    expect(planned(planSet(tree(null), ['a'], value, nowMs)).after).toEqual({
      a: { problem: 'x', path: { 0: 'a' } },
    });
  });

  it('leaves the old root as it was and shares what it does not touch', () => {
    const before = tree({ a: { x: 1 }, b: { y: 2 } });
    const plan = planSet(before, ['a', 'x'], 2, nowMs);
    if (isWriteProblem(plan)) throw new Error(plan.problem);
    expect(toJson(before, 'wire')).toEqual({ a: { x: 1 }, b: { y: 2 } });
    expect(nodeAt(plan.after, ['b'])).toBe(nodeAt(before, ['b']));
  });
});

describe('planUpdate', () => {
  it('replaces values at deep paths and leaves what is beside them', () => {
    const before = tree({ r: { a: { x: 1, y: 2 }, b: 3 } });
    const plan = planned(planUpdate(before, ['r'], { 'a/x': 9, b: null, 'c/d': true }, nowMs));
    expect(plan).toEqual({
      after: { r: { a: { x: 9, y: 2 }, c: { d: true } } },
      writes: ['r/a/x', 'r/b', 'r/c/d'],
    });
  });

  it('gives all server values one instant and increments what was there before', () => {
    const plan = planUpdate(
      tree({ n: 1 }),
      [],
      { a: { '.sv': 'timestamp' }, b: { '.sv': 'timestamp' }, n: { '.sv': { increment: 1 } } },
      nowMs,
    );
    expect(planned(plan).after).toEqual({ a: nowMs, b: nowMs, n: 2 });
  });

  it.each([
    ['before', { '.priority': 7, x: 1 }],
    ['behind', { x: 1, '.priority': 7 }],
  ])('gives a node that it creates its priority, named %s the value', (_where, values) => {
    const plan = planned(planUpdate(tree(null), ['a'], values, nowMs));
    expect(plan).toEqual({ after: { a: { x: 1, '.priority': 7 } }, writes: ['a'] });
  });

  it('does nothing when it names nothing', () => {
    const before = tree({ a: 1 });
    expect(planUpdate(before, [], {}, nowMs)).toEqual({ after: before, writes: [], updateAt: [] });
  });

  it('takes keys such as __proto__ for keys', () => {
    const values = JSON.parse('{"__proto__":1,"constructor/toString":2}') as unknown;
    const { writes, after } = planned(planUpdate(tree(null), [], values, nowMs));
    expect(writes).toEqual(['__proto__', 'constructor/toString']);
    expect(JSON.stringify(after)).toBe('{"__proto__":1,"constructor":{"toString":2}}');
  });

  it.each([
    [
      'an ancestor and its descendant',
      { a: 1, 'a/b/c': 2 },
      /writes "\/r\/a" and also "\/r\/a\/b\/c" below it/,
    ],
    ['the location itself and a child', { '/': 1, a: 2 }, /writes "\/r" and also "\/r\/a" below it/],
    ['a value and its own priority', { a: 1, 'a/.priority': 2 }, /writes "\/r\/a" and also/],
    ['one location twice', { 'a/b': 1, '/a//b/': 2 }, /writes "\/r\/a\/b" twice/],
    ['an empty key', { '': 1 }, /a key is empty/],
    ['a forbidden character', { 'a/b#': 1 }, /Invalid path: key "b#" contains "#"/],
    ['a list', [1, 2], /must be an object of paths to values, not an array/],
    ['null', null, /not null/],
    ['text', 'x', /not "x"/],
    ['nothing', undefined, /not undefined/],
  ])('refuses %s', (_what, values, problem) => {
    expect(problemOf(planUpdate(tree({ r: { z: 1 } }), ['r'], values, nowMs))).toMatch(problem);
  });

  it('finds conflicts among ten thousand paths at once', () => {
    const values = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`k${i}/a/b/c`, i]));
    expect(problemOf(planUpdate(tree(null), [], { ...values, 'k9999/a': 1 }, nowMs))).toMatch(/k9999\/a"/);
  });
});

function nest(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = { k: value };
  return value;
}
