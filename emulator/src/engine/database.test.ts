import { describe, expect, it } from 'vitest';
import { admin, type Identity, signedOut } from '../auth/identity.ts';
import { defaultLimits } from '../limits.ts';
import { hashOf } from '../tree/hash.ts';
import { type Json, toJson } from '../tree/json.ts';
import { formatPath, type Path } from '../tree/path.ts';
import { parseWireQuery, type QuerySpec, wholeNode } from '../tree/query.ts';
import { Database, type Listener } from './database.ts';

const nowMs = 1_700_000_000_123;

const databaseWith = (options: { rules?: object; data?: Json; denials?: number } = {}) => {
  const lines: string[] = [];
  const database = new Database({
    namespace: 'demo',
    clock: { now: () => nowMs },
    limits: { ...defaultLimits, denials: options.denials ?? 100 },
    log: (line) => lines.push(line),
  });
  if (options.data !== undefined) database.set(admin, [], options.data);
  if (options.rules !== undefined) {
    const loaded = database.loadRules(JSON.stringify({ rules: options.rules }));
    if (!loaded.ok) throw new Error(loaded.problem);
  }
  return { database, lines };
};

const at = (path: string): Path => path.split('/').filter((key) => key !== '');

const user = (uid: string): Identity => ({ kind: 'ruled', auth: { uid } });

const query = (wire: object): QuerySpec => {
  const spec = parseWireQuery(wire);
  if ('problem' in spec) throw new Error(spec.problem);
  return spec;
};

/** A client that writes down what it hears, into a diary that it may share. */
const listener = (identity: Identity = admin, diary: string[] = []) => {
  const client: Listener & { who: Identity; readonly diary: string[] } = {
    who: identity,
    diary,
    identity: () => client.who,
    push: ({ kind, path, value }, tag) =>
      diary.push(
        [kind, formatPath(path), JSON.stringify(value), ...(tag === undefined ? [] : [tag])].join(' '),
      ),
    revoke: (path, _query, tag) =>
      diary.push(['revoked', formatPath(path), ...(tag === undefined ? [] : [tag])].join(' ')),
  };
  return client;
};

const stored = (database: Database): Json => toJson(database.root, 'wire');

describe('Database', () => {
  describe('set and update', () => {
    it('tells what rules decided, and nothing of the owner', () => {
      const { database } = databaseWith({
        rules: { a: { '.read': true, '.write': 'newData.isNumber()' } },
        data: { a: 1 },
      });
      const seen: string[] = [];
      database.onDecision((decision) => {
        const place = decision.operation === 'read' ? [decision.request.path] : decision.request.writes;
        seen.push([decision.operation, place.map(formatPath), decision.allowed].join(' '));
      });
      database.get(admin, at('a'), wholeNode);
      database.set(admin, at('a'), 2);
      database.get(user('ana'), at('a'), wholeNode);
      database.listen(listener(user('ana')), at('b'), wholeNode);
      database.set(user('ana'), at('a'), 'text');
      database.update(user('ana'), [], { a: 3 });
      expect(seen).toEqual(['read a true', 'read b false', 'write a false', 'write a true']);
    });

    it('pushes to listeners, then tells observers, then returns', () => {
      const { database } = databaseWith();
      const client = listener();
      database.onCommit(() => client.diary.push('observed'));
      database.listen(client, at('a'), wholeNode);
      database.set(admin, at('a/x'), { '.sv': 'timestamp' });
      client.diary.push('returned');
      expect(client.diary).toEqual([expect.stringContaining(String(nowMs)), 'observed', 'returned']);
    });

    it('gives observers both roots, the outermost writes and who wrote', () => {
      const { database } = databaseWith({ data: { a: 1 } });
      const commits: unknown[] = [];
      database.onCommit(({ before, after, writes, ...rest }) =>
        commits.push({ before: toJson(before, 'wire'), after: toJson(after, 'wire'), writes, ...rest }),
      );
      database.update(user('ana'), [], { a: 2, 'b/.priority': 5, 'b/c': 3 }, { triggersDisabled: true });
      expect(commits).toEqual([
        {
          before: { a: 1 },
          after: { a: 2, b: { c: 3, '.priority': 5 } },
          writes: [['a'], ['b']],
          updateAt: [],
          identity: user('ana'),
          nowMs,
          triggersDisabled: true,
        },
      ]);
    });

    it('answers with the value as stored', () => {
      const { database } = databaseWith({ data: { n: 1 } });
      const result = database.set(admin, at('n'), { '.sv': { increment: 4 } });
      expect(result.ok && toJson(result.value, 'wire')).toBe(5);
      database.set(admin, at('n/.priority'), 'p');
      const priority = database.get(admin, at('n/.priority'), wholeNode);
      expect(priority.ok && toJson(priority.node, 'wire')).toBe('p');
    });

    it.each([
      ['set', (database: Database) => database.set(signedOut, at('open'), { 'a.b': 1 })],
      ['update', (database: Database) => database.update(signedOut, at('open'), { x: 1, 'x/y': 2 })],
    ])('refuses an invalid %s and changes nothing', (_what, write) => {
      const { database } = databaseWith({ data: { open: 1 } });
      expect(write(database)).toMatchObject({ ok: false, status: 'invalid' });
      expect(stored(database)).toEqual({ open: 1 });
    });

    it('writes all of an update or nothing', () => {
      const { database } = databaseWith({ rules: { open: { '.write': true } }, data: { open: 1 } });
      const client = listener();
      database.listen(client, [], wholeNode);
      client.diary.length = 0;
      expect(database.update(user('ana'), [], { open: 2, closed: 2 })).toEqual({
        ok: false,
        status: 'permission_denied',
        message: 'Permission denied',
      });
      expect([stored(database), client.diary]).toEqual([{ open: 1 }, []]);
    });

    it('keeps commit order for everyone when a listener writes while it is told', () => {
      const { database } = databaseWith();
      const first = listener();
      const second = listener();
      const eager: Listener = {
        ...first,
        push: (push, tag) => {
          first.push(push, tag);
          if (first.diary.length === 1) database.set(admin, at('b'), 'later');
        },
      };
      database.listen(eager, [], wholeNode);
      database.listen(second, [], wholeNode);
      const seen: string[] = [];
      database.onCommit(({ writes }) => seen.push(writes.map((path) => formatPath(path)).join()));
      database.update(admin, [], { a: 'now' });
      expect(seen).toEqual(['a', 'b']);
      expect(second.diary).toEqual(first.diary);
      expect(stored(database)).toEqual({ a: 'now', b: 'later' });
    });
  });

  describe('denials', () => {
    it('says why in the log and keeps the last ones', () => {
      const { database, lines } = databaseWith({
        rules: { a: { '.write': "auth.uid == 'ana'" } },
        denials: 2,
      });
      for (const name of ['a', 'b\u{1b}[31m\nFAKE', 'c']) database.set(user('eve'), ['a', name], 1);
      database.get(user('eve'), at('a'), wholeNode);
      expect(
        database.denials.entries().map(({ operation, paths, auth }) => ({ operation, paths, auth })),
      ).toEqual([
        { operation: 'write', paths: ['/a/c'], auth: '{"uid":"eve"}' },
        { operation: 'read', paths: ['/a'], auth: '{"uid":"eve"}' },
      ]);
      expect(lines[0]?.split('\n')).toEqual([
        '[demo] denied write of /a/a with auth {"uid":"eve"}',
        '  .write of /a at 1:26 is false',
        "    auth.uid == 'ana'  is false  (1:26)",
        '      auth.uid  is "eve"  (1:26)',
      ]);
      expect(lines[1]).toContain('denied write of /a/b [31m FAKE with');
      expect(lines.every((line) => !/[^\P{Cc}\n]/u.test(line))).toBe(true);
    });

    it('keeps little of a large request', () => {
      const { database } = databaseWith({ rules: { '.write': "newData.child('text').val() == 'x'" } });
      database.set({ kind: 'ruled', auth: { uid: 'u'.repeat(1e6) } }, [], { text: 'y'.repeat(1e6) });
      expect(JSON.stringify(database.denials.entries()).length).toBeLessThan(10_000);
    });

    it('has nothing to explain when all is allowed', () => {
      const { database, lines } = databaseWith({ rules: { '.read': true, '.write': true } });
      database.set(signedOut, at('a'), 1);
      database.get(signedOut, at('a'), wholeNode);
      expect([database.denials.entries(), lines]).toEqual([[], []]);
    });
  });

  describe('without rules', () => {
    it('says so, once, when anybody but the owner uses it', () => {
      const { database, lines } = databaseWith({ data: { a: 1 } });
      database.get(admin, at('a'), wholeNode);
      expect(lines).toEqual([]);
      database.get(signedOut, at('a'), wholeNode);
      database.set(user('ana'), at('a'), 2);
      expect(lines).toEqual([expect.stringMatching(/^\[demo\] NO RULES ARE LOADED/)]);
    });

    it.each([
      ['reading', (database: Database) => void database.get(signedOut, at('a'), wholeNode)],
      ['listening', (database: Database) => void database.listen(listener(signedOut), at('a'), wholeNode)],
      ['writing', (database: Database) => void database.set(signedOut, at('a'), 1)],
      ['updating', (database: Database) => void database.update(signedOut, at('a'), { b: 1 })],
    ])('says so at %s', (_what, use) => {
      const { database, lines } = databaseWith();
      use(database);
      expect(lines).toHaveLength(1);
    });
  });

  describe('counts', () => {
    it('say what happened in it', () => {
      const { database } = databaseWith({
        rules: {
          open: { '.read': true, '.write': true },
          odd: { '.read': 'auth.a.b === 1', '.write': 'auth != null' },
          shape: { '.write': true, '.validate': 'newData.isString()' },
        },
      });
      const ana = listener(signedOut);
      database.listen(ana, at('open'), wholeNode);
      database.listen(listener(signedOut), at('open'), wholeNode);
      database.set(signedOut, at('open/a'), 1);
      database.update(signedOut, at('open'), { b: 1, c: 2 });
      database.get(signedOut, at('open'), wholeNode);
      database.get(signedOut, at('nowhere'), wholeNode);
      database.set(signedOut, at('odd'), 1);
      database.set(signedOut, at('shape'), 1);
      const { reads, listens, writes, pushes, denied, denials } = database.counts;
      expect({ reads, listens, writes, pushes, denials }).toEqual({
        reads: 2,
        listens: 2,
        writes: 2,
        pushes: 4,
        denials: 3,
      });
      expect(denied).toMatchObject({ read: { noRule: 1 }, write: { rule: 1, validate: 1 } });
    });
  });

  describe('set with a hash', () => {
    const counting = { '.read': true, '.write': 'newData.val() == data.val() + 1' };

    it.each([
      ['of what is stored', { n: counting }, 5, 6, 5, 'ok'],
      ['of nothing, where nothing is', { n: { '.write': true } }, null, 1, null, 'ok'],
      ['of something else', { n: { '.read': true, '.write': true } }, 5, 6, 4, 'datastale'],
      // The client computed 1 from nothing; with the 5 it is about to be pushed it will compute 6, and be allowed.
      ['of nothing, before the first data came', { n: counting }, 5, 1, null, 'datastale'],
      ['of what is stored, against the rules', { n: counting }, 5, 7, 5, 'permission_denied'],
      ['that is stale, where neither reading nor writing is allowed', {}, 5, 6, null, 'permission_denied'],
      ['that is stale, where only writing is allowed', { n: { '.write': true } }, 5, 6, null, 'datastale'],
    ])('%s', (_what, rules, data, value, believed, outcome) => {
      const { database } = databaseWith({ rules, data: { n: data } });
      const { database: other } = databaseWith({ data: believed });
      const result = database.set(user('ana'), at('n'), value, { ifHash: hashOf(other.root) });
      expect(result.ok ? 'ok' : result.status).toBe(outcome);
      expect(stored(database)).toEqual({ n: outcome === 'ok' ? value : data });
    });

    it('counts a priority as part of what is stored', () => {
      const { database } = databaseWith({ data: { n: { '.value': 1, '.priority': 2 } } });
      const { database: other } = databaseWith({ data: 1 });
      expect(database.set(admin, at('n'), 2, { ifHash: hashOf(other.root) })).toMatchObject({
        status: 'datastale',
      });
    });
  });

  describe('reads by an index', () => {
    const rules = { '.read': true, a: { '.indexOn': ['v', 'deep/w'] }, b: { '.indexOn': '.value' } };
    const rows = [
      ['key', 'c', { i: '.key', l: 1 }, undefined],
      ['priority', 'c', { l: 1 }, undefined],
      ['nothing', 'c', {}, undefined],
      ['a declared child', 'a', { i: 'v', l: 1 }, undefined],
      ['a declared deep child', 'a', { i: 'deep/w', l: 1 }, undefined],
      ['declared values', 'b', { i: '.value', l: 1 }, undefined],
      [
        'an undeclared child',
        'a',
        { i: 'x', l: 1 },
        'Index not defined, add ".indexOn": "x", for path "/a", to the rules',
      ],
      [
        'undeclared values',
        'a',
        { i: '.value', l: 1 },
        'Index not defined, add ".indexOn": ".value", for path "/a", to the rules',
      ],
      [
        'a child of an unknown place',
        'c/d',
        { i: 'v', l: 1 },
        'Index not defined, add ".indexOn": "v", for path "/c/d", to the rules',
      ],
      [
        'a child named constructor',
        'a',
        { i: 'constructor', l: 1 },
        'Index not defined, add ".indexOn": "constructor", for path "/a", to the rules',
      ],
    ] as const;

    it.each(rows)('%s', (_what, path, wire, problem) => {
      const { database } = databaseWith({ rules });
      for (const identity of [signedOut, admin]) {
        const result = database.get(identity, at(path), query(wire));
        expect(result.ok ? undefined : result.message).toBe(problem);
      }
      const listening = database.listen(listener(), at(path), query(wire), 1);
      expect(listening).toEqual({ ok: true, warnings: problem === undefined ? [] : ['no_index'] });
    });
  });

  describe('listens', () => {
    it('pushes what is there before it returns, and nothing to who has it', () => {
      const { database } = databaseWith({ data: { a: { x: 1 } } });
      const [cold, warm] = [listener(), listener()];
      database.listen(cold, at('a'), wholeNode, undefined, '');
      database.listen(warm, at('a'), wholeNode, undefined, hashOf(nodeOf(database, 'a')));
      expect([cold.diary, warm.diary]).toEqual([['d a {"x":1}'], []]);
    });

    it.each([
      ['denied', 'secret', 'permission_denied'],
      ['of a priority', 'open/.priority', 'invalid'],
    ])('refuses one %s', (_what, path, status) => {
      const { database } = databaseWith({ rules: { open: { '.read': true } } });
      expect(database.listen(listener(signedOut), at(path), wholeNode)).toMatchObject({ ok: false, status });
    });

    it('revokes those that new rules do not allow, and keeps old rules when new ones are wrong', () => {
      const { database } = databaseWith({ rules: { '.read': true } });
      const [ana, owner] = [listener(user('ana')), listener(admin)];
      for (const client of [ana, owner]) database.listen(client, at('a'), wholeNode);
      expect(database.loadRules('{"rules": {".read": "nonsense"}}')).toMatchObject({ ok: false });
      expect(ana.diary).toEqual([]);
      database.loadRules('{"rules": {}}');
      expect([ana.diary, owner.diary]).toEqual([['revoked a'], []]);
    });

    it('revokes those that a new identity may not have', () => {
      const { database } = databaseWith({ rules: { '.read': "auth.uid == 'ana'" } });
      const client = listener(user('ana'));
      database.listen(client, at('a'), wholeNode);
      database.recheck(client);
      client.who = signedOut;
      database.recheck(client);
      expect(client.diary).toEqual(['revoked a']);
    });

    it('revokes those whose grant the data takes back, before they see what they may not', () => {
      const { database } = databaseWith({
        rules: { room: { '.read': "root.child('members').child(auth.uid).exists()" } },
        data: { members: { ana: true }, room: 'hello' },
      });
      const client = listener(user('ana'));
      database.listen(client, at('room'), wholeNode);
      database.update(admin, [], { 'members/ana': null, room: 'secret' });
      expect(client.diary).toEqual(['d room "hello"', 'revoked room']);
    });

    it('ends with unlisten and with drop', () => {
      const { database } = databaseWith();
      const [one, two] = [listener(), listener()];
      for (const client of [one, two]) database.listen(client, at('a'), wholeNode);
      database.unlisten(one, at('a'), wholeNode);
      database.drop(two);
      database.set(admin, at('a'), 1);
      expect([one.diary, two.diary]).toEqual([[], []]);
    });
  });
});

const nodeOf = (database: Database, path: string) => {
  const result = database.get(admin, at(path), wholeNode);
  if (!result.ok) throw new Error(result.message);
  return result.node;
};
