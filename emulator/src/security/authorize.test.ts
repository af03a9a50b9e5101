import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorizeWrite } from './authorize.ts';
import { mayRead, mayWrite, nowMs, pathOf, readVerdict, rulesOf, writeOf } from './ruleTesting.ts';

const lastByKey = (count: number) => ({ index: { kind: 'key' }, limit: { count, from: 'right' } }) as const;

describe('Reading', () => {
  const cascade = rulesOf({
    a: { '.read': true, b: { '.read': false } },
    c: { '.read': false, d: { '.read': true } },
    $x: { '.read': "$x == 'open'", $y: { '.read': '$y == $x' } },
    literal: { special: { '.read': false }, $id: { '.read': true } },
    failing: { '.read': "data.child('v').val().toUpperCase() == 'OK'", open: { '.read': 'auth != null' } },
  });

  it.each([
    ['a', true],
    ['a/b', true],
    ['a/b/c', true],
    ['c', false],
    ['c/d', true],
    ['c/d/e', true],
    ['', false],
    ['open', true],
    ['shut', false],
    ['shut/shut', true],
    ['shut/shut/deeper', true],
    ['shut/open', false],
    ['literal/special', false],
    ['literal/other', true],
    ['failing', false],
    ['failing/open', true],
    ['none/of/these', false],
  ])('/%s is %s', (path, allowed) => {
    expect(mayRead(cascade, path, { data: { failing: { v: 5 } } })).toBe(allowed);
  });

  it.each([
    ['nobody', null, false],
    ['ana', { uid: 'ana' }, true],
    ['bob', { uid: 'bob' }, false],
  ])('follows data: %s', (_who, auth, allowed) => {
    const rules = rulesOf({
      rooms: { $room: { '.read': "root.child('members/' + $room + '/' + auth.uid).val() == true" } },
    });
    expect(mayRead(rules, 'rooms/r1', { auth, data: { members: { r1: { ana: true }, null: true } } })).toBe(
      allowed,
    );
  });

  it('can be bounded by the query', () => {
    const rules = rulesOf({ '.read': 'query.limitToLast <= 50 && query.orderByKey' });
    expect(mayRead(rules, 'x', { query: lastByKey(50) })).toBe(true);
    expect(mayRead(rules, 'x', { query: lastByKey(51) })).toBe(false);
    expect(mayRead(rules, 'x')).toBe(false);
  });

  it('asks the rules of the owner for a priority', () => {
    const rules = rulesOf({ a: { '.read': true }, b: { $x: { '.read': true } } });
    expect([mayRead(rules, 'a/.priority'), mayRead(rules, 'b/.priority')]).toEqual([true, false]);
  });
});

describe('What a read verdict rests on', () => {
  it.each<[rule: string, looked: readonly string[]]>([
    ['auth != null', []],
    ['data.exists()', ['rooms/r1']],
    ["data.child('open').val() == true", ['rooms/r1/open']],
    ["root.child('members').child($room).hasChild(auth.uid)", ['members/r1/ana']],
    ["root.child('a').parent().child('b').isString() || true", ['b']],
    ["data.hasChildren(['x', 'y/z']) || true", ['rooms/r1/x']],
    ["root.child('a').exists() && root.child('b').exists()", ['a']],
    ["!root.child('a').exists() && !root.child('b').exists()", ['a', 'b']],
    ['data.val() == data.val() || data.getPriority() == null', ['rooms/r1']],
    ["root.child('a.b/$').exists()", ['a.b/$']],
    ['data.hasChildren()', ['rooms/r1']],
  ])('%s', (rule, looked) => {
    const rules = rulesOf({ rooms: { $room: { '.read': rule } } });
    expect(readVerdict(rules, 'rooms/r1').looked.map((path) => path.join('/'))).toEqual(looked);
  });

  const layered = rulesOf({
    '.read': "root.child('admins').hasChild(auth.uid)",
    rooms: {
      '.read': "root.child('open').val() == true",
      $room: { '.read': "data.child('public').exists()" },
    },
  });

  it('is all that was looked at when denied', () => {
    const verdict = readVerdict(layered, 'rooms/r1');
    expect(verdict.allowed).toBe(false);
    expect(verdict.looked.map((path) => path.join('/'))).toEqual(['admins/ana', 'open', 'rooms/r1/public']);
  });

  it('is the granting rule alone when allowed', () => {
    const verdict = readVerdict(layered, 'rooms/r1', { data: { open: true } });
    expect(verdict.allowed).toBe(true);
    expect(verdict.looked.map((path) => path.join('/'))).toEqual(['open']);
  });

  it.each([
    ['now > 0', true],
    ['auth != null', false],
    ['auth != null || now > 0', false],
    ['auth == null || now > 0', true],
    ['auth == null && now > 0', false],
  ])('tells whether the time counts: %s', (rule, usesNow) => {
    expect(readVerdict(rulesOf({ '.read': rule }), 'a').usesNow).toBe(usesNow);
  });
});

/** Every location has both rules, and a probe tells which of them a write asked. */
const asked = (stored: unknown, values: Readonly<Record<string, unknown>>, grants: string): string => {
  const places = ['', 'a', 'a/b', 'a/b/x', 'a/b/y', 'a/c', 'a/d'];
  const isAsked = (place: string, kind: '.write' | '.validate'): boolean => {
    // The rule in question makes the difference between allowed and denied exactly when it is asked.
    const build = (at: string, answer: boolean): object => {
      const below = places.filter((other) => other !== '' && other.split('/').slice(0, -1).join('/') === at);
      const entries = below.map((other) => [other.split('/').at(-1) ?? '', build(other, answer)] as const);
      const write = at === place && kind === '.write' ? answer : at === grants && kind === '.validate';
      const validate = at === place && kind === '.validate' ? answer : true;
      return { ...Object.fromEntries(entries), '.write': write, '.validate': validate };
    };
    return (
      mayWrite(rulesOf(build('', true)), stored, values) &&
      !mayWrite(rulesOf(build('', false)), stored, values)
    );
  };
  return places
    .map(
      (place) =>
        `${place === '' ? '/' : place}:${isAsked(place, '.write') ? 'w' : ''}${isAsked(place, '.validate') ? 'v' : ''}`,
    )
    .join(' ');
};

const row = (top: string, key: string): object => ({ [key]: { key, top } });

describe('Writing', () => {
  it.each<[what: string, values: Readonly<Record<string, unknown>>, consulted: string]>([
    ['a set of a/b with x, over y', { 'a/b': { x: 1 } }, '/:wv a:wv a/b:wv a/b/x:v a/b/y: a/c: a/d:'],
    ['a set of a/b to a leaf', { 'a/b': 1 }, '/:wv a:wv a/b:wv a/b/x: a/b/y: a/c: a/d:'],
    ['a set of the value that is there', { 'a/b': { y: 1 } }, '/:wv a:wv a/b:wv a/b/x: a/b/y:v a/c: a/d:'],
    ['a removal of a/b', { 'a/b': null }, '/:wv a:wv a/b:w a/b/x: a/b/y: a/c: a/d:'],
    ['a removal of a', { a: null }, '/:wv a:w a/b: a/b/x: a/b/y: a/c: a/d:'],
    ['a removal of what is not there', { 'a/d': null }, '/:wv a:wv a/b: a/b/x: a/b/y: a/c: a/d:w'],
    ['a set of a without b', { a: { c: 2 } }, '/:wv a:wv a/b: a/b/x: a/b/y: a/c:v a/d:'],
    ['a set of a with all', { a: { b: { x: 1, y: 1 }, c: 1 } }, '/:wv a:wv a/b:v a/b/x:v a/b/y:v a/c:v a/d:'],
    ['an update of b/x and d', { 'a/b/x': 1, 'a/d': 1 }, '/:wv a:wv a/b:v a/b/x:v a/b/y: a/c: a/d:v'],
    ['a set below all rules', { 'a/b/x/y/z': 1 }, '/:wv a:wv a/b:wv a/b/x:wv a/b/y: a/c: a/d:'],
  ])('%s asks', (_what, values, consulted) => {
    expect(asked({ a: { b: { y: 1 }, c: 1 }, other: 1 }, values, '')).toBe(consulted);
  });

  const required = rulesOf({ p: { '.write': true, '.validate': "newData.hasChildren(['x', 'y'])" } });

  it.each<[what: string, values: Readonly<Record<string, unknown>>, allowed: boolean]>([
    ['set of one child', { 'p/x': 1 }, true],
    ['removal of one child', { 'p/x': null }, false],
    ['removal of all', { p: null }, true],
    ['an empty object', { p: {} }, true],
    ['an update that empties it', { 'p/x': null, 'p/y': null }, true],
    ['a set without one', { p: { x: 1 } }, false],
    ['a deep set under one', { 'p/x/deep': 1 }, true],
  ])('keeps what is required: %s', (_what, values, allowed) => {
    expect(mayWrite(required, { p: { x: 1, y: 2 }, other: 1 }, values)).toBe(allowed);
  });

  const closed = rulesOf({
    rooms: {
      $room: {
        '.write': 'auth != null',
        title: { '.validate': 'newData.isString()' },
        count: { '.validate': 'newData.val() == data.val() + 1' },
        tag: { '.validate': 'newData.isNumber()' },
        free: {},
        $other: { '.validate': false },
      },
    },
  });
  const stored = { rooms: { r1: { count: 1, tag: 'bad', old: 1 }, r2: { tag: 'bad' } } };

  it.each<[what: string, values: Readonly<Record<string, unknown>>, allowed: boolean]>([
    ['a child beside invalid ones', { 'rooms/r1/title': 'lobby' }, true],
    ['children of two rooms', { 'rooms/r1/title': 'a', 'rooms/r2/title': 'b' }, true],
    ['a removal beside invalid ones', { 'rooms/r1/title': null }, true],
    ['the room with an unchanged count', { 'rooms/r1': { title: 'a', count: 1 } }, false],
    ['the room with the next count', { 'rooms/r1': { title: 'a', count: 2 } }, true],
    ['a count that does not change', { 'rooms/r1/count': 1 }, false],
    ['the next count', { 'rooms/r1/count': 2 }, true],
    ['a count where none was', { 'rooms/r3/count': 1 }, false],
    ['an unknown key', { 'rooms/r1/new': 1 }, false],
    ['an unknown key called constructor', { 'rooms/r1/constructor': 1 }, false],
    ['an unknown key called __proto__', { 'rooms/r1/__proto__': 1 }, false],
    ['below an unknown key', { 'rooms/r1/new/deeper': 1 }, false],
    ['the removal of an unknown key', { 'rooms/r1/old': null }, true],
    ['an unknown key among others', { 'rooms/r1': { title: 'a', new: 1 } }, false],
    ['a key without rules', { 'rooms/r1/free/deeper': 1 }, true],
    ['one bad location among good ones', { 'rooms/r1/title': 'a', 'rooms/r2/title': 5 }, false],
    ['one location without a grant among good ones', { 'rooms/r1/title': 'a', elsewhere: 5 }, false],
  ])('checks what a write carries and no neighbour: %s', (_what, values, allowed) => {
    expect(mayWrite(closed, stored, values)).toBe(allowed);
  });

  it.each<[what: string, rules: object, values: Readonly<Record<string, unknown>>, allowed: boolean]>([
    [
      'newData at an ancestor is the merged whole',
      { p: { '.write': "newData.child('x').val() == 1 && newData.child('old').val() == 2" } },
      { 'p/x': 1 },
      true,
    ],
    [
      'data and root are from before',
      { p: { '.write': "!data.hasChild('x') && !root.hasChild('p/x') && newData.hasChild('x')" } },
      { 'p/x': 1 },
      true,
    ],
    [
      'locations of one update see each other',
      { p: { $x: { '.write': "newData.parent().hasChildren(['a', 'b'])" } } },
      { 'p/a': 1, 'p/b': 1 },
      true,
    ],
    [
      'and miss what is not there',
      { p: { $x: { '.write': "newData.parent().hasChildren(['a', 'b'])" } } },
      { 'p/a': 1 },
      false,
    ],
    [
      'a deeper .write grants below a false one',
      { '.write': false, p: { '.write': false, x: { '.write': true } } },
      { 'p/x': 1 },
      true,
    ],
    ['a .write below the location does not', { p: { x: { '.write': true } } }, { p: { x: 1 } }, false],
    [
      'a failing .write is only not a grant',
      { p: { '.write': "newData.val().toUpperCase() == 'A'", x: { '.write': true } } },
      { 'p/x': 5 },
      true,
    ],
    [
      'a failing .validate denies',
      { p: { '.write': true, '.validate': 'newData.val().length > 0 || true' } },
      { p: 5 },
      false,
    ],
    ['.validate never grants', { p: { '.validate': true } }, { p: 5 }, false],
    [
      'now is the same everywhere',
      { p: { '.write': `now == ${nowMs}`, '.validate': 'newData.val() == now' } },
      { p: nowMs },
      true,
    ],
    [
      'priorities can be required',
      { p: { '.write': true, '.validate': "newData.getPriority() == 7 && newData.val() == 'w'" } },
      { p: { '.value': 'w', '.priority': 7 } },
      true,
    ],
    [
      'and missed',
      { p: { '.write': true, '.validate': 'newData.getPriority() != null' } },
      { p: 'w' },
      false,
    ],
    [
      'wildcards bind at each level',
      { $a: { $b: { '.write': "$a == 'p' && $b == 'q'", $c: { '.validate': "$a + $b + $c == 'pqr'" } } } },
      { 'p/q': { r: 1 } },
      true,
    ],
    [
      'and to each key in turn',
      { $a: { '.write': true, $b: { '.validate': '$b == newData.val()' } } },
      { p: { q: 'q', r: 'r' } },
      true,
    ],
    [
      'so that one wrong key is found',
      { $a: { '.write': true, $b: { '.validate': '$b == newData.val()' } } },
      { p: { q: 'q', r: 'x' } },
      false,
    ],
    [
      'a literal keeps the wildcard out, order or not',
      { $x: { '.write': true }, p: { '.write': false } },
      { p: 1 },
      false,
    ],
  ])('%s', (_what, rules, values, allowed) => {
    expect(mayWrite(rulesOf(rules), { p: { old: 2 } }, values)).toBe(allowed);
  });

  it('binds $ variables again after going into a subtree and back', () => {
    const rules = rulesOf({
      '.write': true,
      $a: {
        $b: {
          '.validate': '$b == newData.child("key").val() && $a == newData.child("top").val()',
          key: {},
          top: {},
        },
      },
    });
    expect(mayWrite(rules, {}, { '': { x: { ...row('x', 'p'), ...row('x', 'q') }, y: row('y', 'p') } })).toBe(
      true,
    );
    expect(mayWrite(rules, {}, { '': { x: { ...row('x', 'p'), ...row('z', 'q') }, y: row('y', 'p') } })).toBe(
      false,
    );
  });

  it('does not walk written data where no rule looks', () => {
    const rules = rulesOf({ '.write': true, big: { named: { '.validate': false } } });
    const big = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`k${index}`, 1]));
    expect(mayWrite(rules, {}, { big })).toBe(true);
    expect(mayWrite(rules, {}, { big: { ...big, named: 1 } })).toBe(false);
  });

  it('takes a write to a priority for a write to its owner', () => {
    const rules = rulesOf({ a: { '.write': true, '.validate': 'newData.getPriority() == 1' } });
    const request = {
      ...writeOf({}, { a: { '.value': 1, '.priority': 1 } }),
      writes: [pathOf('a/.priority')],
    };
    expect(authorizeWrite(rules, request).allowed).toBe(true);
  });

  it('decides an update as the sum of its locations', () => {
    const key = fc.constantFrom('a', 'b', 'c');
    const rule = fc.constantFrom(
      true,
      false,
      'newData.isString()',
      'data.exists()',
      "$x == 'a'",
      'newData.val() == 1',
      'newData.parent().hasChildren(["a"])',
    );
    const level = fc.record({ '.write': rule, '.validate': rule }, { requiredKeys: [] });
    const value = fc.constantFrom(1, 'text', null);
    fc.assert(
      fc.property(
        level,
        fc.dictionary(key, value, { minKeys: 1 }),
        fc.dictionary(key, value),
        (rules, written, before) => {
          const set = rulesOf({ p: { $x: rules } });
          const values = Object.fromEntries(Object.entries(written).map(([name, one]) => [`p/${name}`, one]));
          const whole = writeOf({ p: before }, values, null);
          const apart = whole.writes.every(
            (path) => authorizeWrite(set, { ...whole, writes: [path] }).allowed,
          );
          expect(authorizeWrite(set, whole).allowed).toBe(apart);
        },
      ),
    );
  });
});
