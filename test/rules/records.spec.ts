import { describe, expect, it } from 'vitest';
import { goodRecords } from './goodRecords.ts';
import { worldOfThisFile } from './world.ts';

const world = worldOfThisFile();

/** Each record, and each of its fields: what is true of all of them alike. */
describe.each(goodRecords)('%s', (_what, _shape, who, path, good) => {
  const fields = Object.entries(good[path] as object);
  const permits = (value: object): boolean => world().permits(who, { ...good, [path]: value });

  it('is accepted as it should be', () => {
    expect(permits(Object.fromEntries(fields))).toBe(true);
  });

  it.each(fields)('is refused without %s', (name) => {
    expect(permits(Object.fromEntries(fields.filter(([other]) => other !== name)))).toBe(false);
  });

  it.each(fields)('is refused with a priority on %s', (name, value) => {
    const weighted = { [name]: { '.value': value, '.priority': 1 } };
    expect(permits({ ...Object.fromEntries(fields), ...weighted })).toBe(false);
  });

  it.each(fields)('is refused with something under %s', (name, value) => {
    expect(permits({ ...Object.fromEntries(fields), [name]: { below: value } })).toBe(false);
  });

  it('is refused with a priority of its own', () => {
    expect(permits({ ...Object.fromEntries(fields), '.priority': 1 })).toBe(false);
  });

  it.each(['html', 'admin', 'constructor', 'other', '0'])('is refused with a field called %s', (name) => {
    expect(permits({ ...Object.fromEntries(fields), [name]: 'x' })).toBe(false);
  });

  it('is refused when it is a text, a number, or a list', () => {
    for (const value of ['x', 1, ['x']]) expect(world().permits(who, { ...good, [path]: value })).toBe(false);
  });

  it.each(['eve', 'bob', 'nia', 'ana'].filter((other) => other !== who))(
    'is refused when %s writes it',
    (other) => {
      expect(world().permits(other, good)).toBe(false);
    },
  );
});
