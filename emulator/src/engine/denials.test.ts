import { describe, expect, it } from 'vitest';
import type { Identity } from '../auth/identity.ts';
import { explainRead, explainWrite } from '../security/explain.ts';
import { nodeOf, nowMs, pathOf, rulesOf, writeOf } from '../security/ruleTesting.ts';
import { defaultLimits } from '../limits.ts';
import { hashOf } from '../tree/hash.ts';
import type { Json } from '../tree/json.ts';
import { leaf } from '../tree/node.ts';
import { wholeNode } from '../tree/query.ts';
import { Database } from './database.ts';
import { DenialLog, describeDenial } from './denials.ts';
import { planSet } from './write.ts';

const rules = rulesOf({
  rooms: {
    $room: {
      '.read': "root.child('members').child($room).hasChild(auth.uid)",
      '.write': 'auth != null',
      text: { '.validate': 'newData.isString() && newData.val().matches(/^[a-z]+$/)' },
      password: { '.validate': 'newData.val().length > 20' },
      count: { '.validate': 'newData.val() > data.val()' },
    },
    '.write': false,
    '.read': 'data.val() > 3 || true',
  },
  lists: { '.read': 'query.limitToFirst <= 10' },
});

const ana = {
  uid: 'ana',
  token: { email: 'ana@example.com', api_key: 'k-123', nested: { secret: 's-456' } },
};
const jwt = `eyJhbGciOiJub25lIn0.${'a'.repeat(40)}.${'b'.repeat(20)}`;

const blockOf = (
  identity: Identity,
  explanation: ReturnType<typeof explainRead>,
  paths: readonly string[],
) => {
  const log = new DenialLog(10);
  const operation = explanation.summary.startsWith('read') ? 'read' : 'write';
  log.add(operation, identity, paths.map(pathOf), explanation, nowMs);
  const [denial] = log.entries();
  if (denial === undefined) throw new Error('nothing was kept');
  return { denial, lines: describeDenial('demo', denial).split('\n') };
};

const write = (
  values: Readonly<Record<string, unknown>>,
  auth: { readonly [key: string]: Json } | null = ana,
  stored: unknown = {},
) =>
  blockOf({ kind: 'ruled', auth }, explainWrite(rules, writeOf(stored, values, auth)), Object.keys(values));

const read = (path: string, auth: { readonly [key: string]: Json } | null = ana) =>
  blockOf(
    { kind: 'ruled', auth },
    explainRead(rules, { root: nodeOf(null), path: pathOf(path), query: wholeNode, auth, nowMs }),
    [path],
  );

describe('The block that tells of a denial', () => {
  it.each<[what: string, lines: readonly string[], expected: readonly string[]]>([
    [
      'takes apart each rule of a cascade that did not grant',
      read('rooms/r1', { uid: 'bob' }).lines,
      [
        '[demo] denied read of /rooms/r1 with auth {"uid":"bob"}',
        '  .read of /rooms at 1:325 is error: Invalid > expression: left operand must be a number or string.',
        '    data.val() > 3 || true  is (error)  (1:325)',
        '      data.val() > 3  is (error)  (1:325)',
        '        data.val()  is null  (1:325)',
        '  .read of /rooms/$room at 1:38 is false',
        "    root.child('members').child($room).hasChild(auth.uid)  is false  (1:38)",
        "      root.child('members').child($room)  is (at /members/r1)  (1:38)",
        '        $room  is "r1"  (1:66)',
        '      auth.uid  is "bob"  (1:82)',
      ],
    ],
    [
      'of invalid data names the rule of the data alone',
      write({ 'rooms/r1': { text: 'A' } }, null)
        .lines.slice(0, 1)
        .concat(write({ 'rooms/r1': { text: 'A' } }, { uid: 'x' }).lines),
      [
        '[demo] denied write of /rooms/r1 with auth null',
        '[demo] denied write of /rooms/r1 with auth {"uid":"x"}',
        '  .validate of /rooms/$room/text at 1:138 is false',
        '    newData.isString() && newData.val().matches(/^[a-z]+$/)  is false  (1:138)',
        '      newData.isString()  is true  (1:138)',
        '      newData.val().matches(/^[a-z]+$/)  is false  (1:160)',
        '        newData.val()  is "A"  (1:160)',
      ],
    ],
    [
      'of an update names the place that was refused',
      write({ 'rooms/r1/text': 'a', 'other/place': 1 }, { uid: 'x' }).lines,
      [
        '[demo] denied write of /other/place (one of 2 in one request) with auth {"uid":"x"}',
        '  no .write rule stands there or above',
      ],
    ],
    [
      'of a query shows what was asked',
      read('lists', null).lines,
      [
        '[demo] denied read of /lists with auth null',
        '  .read of /lists at 1:368 is error: Invalid <= expression: left operand must be a number or string.',
        '    query.limitToFirst <= 10  is (error)  (1:368)',
        '      query.limitToFirst  is null  (1:368)',
      ],
    ],
  ])('%s', (_what, lines, expected) => {
    expect(lines).toEqual(expected);
  });

  it('has no line break or escape of others in it', () => {
    const { lines } = write({ 'rooms/r1': { text: 'x\u001b[31m\nFAKE' } });
    expect(lines.join('').match(/\p{Cc}/u)).toBeNull();
    expect(lines.some((line) => line.startsWith('FAKE'))).toBe(false);
  });
});

const databaseOf = () => {
  const database = new Database({
    namespace: 'demo',
    clock: { now: () => nowMs },
    limits: defaultLimits,
    log: () => {},
  });
  database.set({ kind: 'admin' }, [], { mine: 1, list: { a: 1 } });
  const loaded = database.loadRules(
    JSON.stringify({
      rules: {
        mine: { '.write': "auth.uid == 'ana'", '.read': true },
        list: { '.read': 'query.limitToLast < 5' },
      },
    }),
  );
  if (!loaded.ok) throw new Error(loaded.problem);
  return database;
};

describe('Everything that can be denied', () => {
  const eve: Identity = { kind: 'ruled', auth: { uid: 'eve' } };
  it.each<[what: string, ask: (database: Database) => void, path: string, steps: number]>([
    ['a transaction', (database) => database.set(eve, ['mine'], 2, { ifHash: 'stale' }), '/mine', 1],
    [
      'a transaction that is not stale',
      (database) => database.set(eve, ['mine'], 2, { ifHash: hashOf(leaf(1)) }),
      '/mine',
      1,
    ],
    [
      'what is left for the end',
      (database) => database.judge(eve, (root, now) => planSet(root, ['mine'], 2, now)),
      '/mine',
      1,
    ],
    ['an update', (database) => database.update(eve, [], { mine: 2 }), '/mine', 1],
    ['a priority', (database) => database.set(eve, ['mine', '.priority'], 2), '/mine', 1],
    ['a removal', (database) => database.set(eve, ['mine'], null), '/mine', 1],
    ['a write where no rule is', (database) => database.set(eve, ['none'], 1), '/none', 0],
    [
      'a query that is too long',
      (database) => database.get(eve, ['list'], { ...wholeNode, limit: { count: 9, from: 'right' } }),
      '/list',
      1,
    ],
  ])('is told of: %s', (what, ask, path, steps) => {
    const database = databaseOf();
    ask(database);
    // A client whose data is stale is told that first: it may have another wish when it knows better.
    const isTold = what !== 'a transaction';
    expect(
      database.denials.entries().map(({ explanation }) => [explanation.path, explanation.steps.length]),
    ).toEqual(isTold ? [[path, steps]] : []);
  });
});

describe('What is kept of a denial', () => {
  it('hides what is called a secret, and what is a token whatever it is called', () => {
    const { denial } = write({ 'rooms/r1/password': 'hunter2' });
    const claims = write({ 'rooms/r1/count': 1 }, { uid: jwt, token: { jwt } });
    const kept = JSON.stringify([denial, claims.denial]);
    for (const secret of ['hunter2', 'k-123', 's-456', jwt]) expect(kept).not.toContain(secret);
    expect(denial.auth).toContain('ana@example.com');
    expect(denial.explanation.steps.at(-1)).toMatchObject({
      kind: '.validate',
      falseAt: { line: 1, column: 221 },
      values: [{ source: 'newData.val().length', value: '7' }],
      parts: [{}, {}, { source: 'newData.val()', value: '(hidden)' }],
    });
  });

  it('is small, however much there was', () => {
    const clauses = Array.from(
      { length: 300 },
      (_, i) => `newData.child('${i}').val() == '${'x'.repeat(200)}'`,
    );
    const wide = rulesOf({ '.write': clauses.join(' || '), a: { b: { '.write': clauses.join(' || ') } } });
    const explanation = explainWrite(
      wide,
      writeOf({}, { 'a/b': { 0: 'y'.repeat(1e5) } }, { uid: 'u'.repeat(1e5) }),
    );
    const { denial, lines } = blockOf({ kind: 'ruled', auth: { uid: 'u'.repeat(1e5) } }, explanation, [
      'a/b',
    ]);
    expect(JSON.stringify(denial).length).toBeLessThan(100_000);
    expect(lines.length).toBeLessThan(80);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(1000);
  });
});
