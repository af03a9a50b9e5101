import { describe, expect, it } from 'vitest';
import { admin } from '../auth/identity.ts';
import { defaultLimits } from '../limits.ts';
import { toJson } from '../tree/json.ts';
import { Databases } from './databases.ts';

const databasesWith = (limits: Partial<typeof defaultLimits> = {}) =>
  new Databases({ clock: { now: () => 0 }, limits: { ...defaultLimits, ...limits }, log: () => {} });

const open = (databases: Databases, namespace: string) => {
  const database = databases.open(namespace);
  if ('problem' in database) throw new Error(database.problem);
  return database;
};

describe('Databases', () => {
  it('opens a namespace when it is first named, and the same one after that', () => {
    const databases = databasesWith();
    expect(databases.names()).toEqual([]);
    const database = open(databases, '__proto__');
    expect(open(databases, '__proto__')).toBe(database);
    open(databases, 'constructor');
    expect(databases.names()).toEqual(['__proto__', 'constructor']);
    expect([...databases].map(({ namespace }) => namespace)).toEqual(databases.names());
  });

  it('keeps namespaces apart', () => {
    const databases = databasesWith();
    open(databases, 'one').set(admin, ['a'], 1);
    open(databases, 'one').loadRules('{"rules":{}}');
    const other = open(databases, 'two');
    expect(toJson(other.root, 'wire')).toBe(null);
    expect(other.rules.text).toContain('".read": true');
  });

  it('opens as many as it may', () => {
    const databases = databasesWith({ namespaces: 1 });
    open(databases, 'one');
    expect(databases.open('two')).toEqual({ problem: expect.stringContaining('"two" cannot be opened') });
    expect(open(databases, 'one').namespace).toBe('one');
    expect(databases.names()).toEqual(['one']);
  });

  it.each([
    ['a project and its default database', ['demo', 'demo-default-rtdb'], []],
    [
      'two projects',
      ['demo-default-rtdb', 'other', 'demo', 'other'],
      [/"other" is of another project than "demo-/],
    ],
    ['requests that name none', ['demo', 'fake-server'], [/"fake-server" is of another project than "demo"/]],
  ])('tells of other projects where there shall be one: %s', (_what, names, expected) => {
    const lines: string[] = [];
    const databases = new Databases({
      clock: { now: () => 0 },
      limits: defaultLimits,
      log: (line) => lines.push(line),
      singleProjectMode: true,
    });
    for (const name of names) open(databases, name);
    expect(lines).toEqual(expected.map((text): unknown => expect.stringMatching(text)));
  });

  it('tells observers of commits in every namespace, also in later ones', () => {
    const databases = databasesWith();
    const seen: string[] = [];
    databases.onCommit(({ namespace }, { writes }) => seen.push(`${namespace} ${writes.join()}`));
    open(databases, 'one').set(admin, ['a'], 1);
    open(databases, 'two').set(admin, ['b'], 1);
    expect(seen).toEqual(['one a', 'two b']);
  });

  it('shows a keeper what will happen in every namespace, and drops what it does not keep', () => {
    const databases = databasesWith();
    const earlier = open(databases, 'one');
    const kept: string[] = [];
    const problems: string[] = [];
    databases.keepWith({
      commit: (namespace, { writes }) => (kept.push(`${namespace} ${writes.join()}`), problems[0]),
      rules: (namespace, text) => (kept.push(`${namespace} ${text}`), problems[0]),
    });
    databases.onCommit(() => expect(kept).toHaveLength(1));
    earlier.set(admin, ['a'], 1);
    const later = open(databases, 'two');
    later.loadRules('{"rules":{} /* mine */}');
    later.loadRules('nonsense');
    expect(kept).toEqual(['one a', 'two {"rules":{} /* mine */}']);
    problems.push('no room');
    expect(later.set(admin, ['b'], 1)).toEqual({ ok: false, status: 'unavailable', message: 'no room' });
    expect(later.update(admin, [], { b: 1 })).toMatchObject({ ok: false, message: 'no room' });
    expect(later.loadRules('{"rules":{}}')).toEqual({ ok: false, problem: 'no room' });
    expect([later.root.kind, later.rules.text]).toEqual(['empty', '{"rules":{} /* mine */}']);
  });
});
