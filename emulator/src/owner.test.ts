import { beforeEach, describe, expect, it } from 'vitest';
import { type Database } from './engine/database.ts';
import { Databases } from './engine/databases.ts';
import { defaultLimits } from './limits.ts';
import { type Owner, ownerOf } from './owner.ts';

const nobody = { kind: 'ruled', auth: null } as const;
const data = { list: ['a', 'b'], heavy: { '.value': 1, '.priority': 'p' }, constructor: { x: true } };

let databases: Databases;
let owner: Owner;
beforeEach(() => {
  const limits = { ...defaultLimits, namespaces: 3 };
  databases = new Databases({ clock: { now: () => 1000 }, limits, log: () => {} });
  owner = ownerOf(databases);
});

const open = (namespace: string): Database => {
  const database = databases.open(namespace);
  if ('problem' in database) throw new Error(database.problem);
  return database;
};

const mayWrite = (namespace: string): boolean => open(namespace).set(nobody, ['x'], 1).ok;

describe('rules from the owner', () => {
  it('hold in every database there is and will be', async () => {
    expect(mayWrite('before')).toBe(true);
    await owner.setRules('{"rules": {}} // nothing for anybody');
    expect([mayWrite('before'), mayWrite('after')]).toEqual([false, false]);
  });

  it('hold in one database alone when it is named, given as an object', async () => {
    await owner.setRules({ rules: { '.write': false } }, { namespace: 'one' });
    expect([mayWrite('one'), mayWrite('other')]).toEqual([false, true]);
  });

  it.each([undefined, { namespace: 'one' }])(
    'are refused with the place of each mistake, and the old ones stay (%j)',
    async (where) => {
      await owner.setRules('{"rules": {}}', where);
      await expect(owner.setRules('{"rules": {".write": "tr"}}', where)).rejects.toThrow(
        "1:23: Unknown variable 'tr'.",
      );
      expect(mayWrite('one')).toBe(false);
    },
  );
});

describe('data in the hands of the owner', () => {
  it.each(['one', '__proto__', 'constructor'])(
    'of database %s goes out and comes in again',
    async (namespace) => {
      await owner.import(data, { namespace });
      const all = await owner.export();
      expect(Object.entries(all)).toEqual([[namespace, data]]);
      expect(await owner.export({ namespace })).toEqual(data);

      await owner.clear({ namespace });
      expect(await owner.export({ namespace })).toBeNull();
      await owner.import(all);
      expect(await owner.export({ namespace })).toEqual(data);
    },
  );

  it('is cleared everywhere when no database is named, and rules stay', async () => {
    await owner.import({ one: data, other: data });
    await owner.setRules('{"rules": {}}');
    await owner.clear();
    expect(await owner.export()).toEqual({});
    expect(mayWrite('one')).toBe(false);
  });

  it('calls no function', async () => {
    const triggered: boolean[] = [];
    open('one').onCommit(({ triggersDisabled }) => triggered.push(!triggersDisabled));
    await owner.import(data, { namespace: 'one' });
    await owner.clear();
    expect(triggered).toEqual([false, false]);
  });

  it('is looked at without a database coming to be', async () => {
    expect(await owner.export({ namespace: 'never' })).toBeNull();
    expect(owner.lastDenial({ namespace: 'never' })).toBeUndefined();
    expect(databases.names()).toEqual([]);
  });

  it.each([
    ['a key that cannot be', () => owner.import({ 'a.b': 1 }, { namespace: 'one' }), 'may not contain .'],
    ['data without a name', () => owner.import(7), 'an object by namespace'],
    ['a name that cannot be', () => owner.import({ '../etc': 1 }), 'Invalid namespace "../etc"'],
    ['one database too many', () => owner.import({ a: 1, b: 1, c: 1, d: 1 }), 'There are 3 databases'],
  ])('is refused when it is %s', async (_case, importing, problem) => {
    await expect(importing()).rejects.toThrow(problem);
  });
});

describe('the last denial', () => {
  it('says which rule refused, and where it stands', async () => {
    await owner.setRules('{"rules": {".write": "auth.uid === \'ana\'"}}');
    mayWrite('one');
    expect(owner.lastDenial({ namespace: 'one' })).toContain('1:23');
  });
});
