import { describe, expect, it } from 'vitest';
import { paths } from '@causerie/contract';
import { rules } from './rules.ts';

const named = rules.map((rule) => [rule.keys.join('/'), rule] as const);
const writable = named.filter(([, { write }]) => write !== undefined);

describe('the rules', () => {
  it('speak of places of the contract only', () => {
    const places = new Set(Object.values(paths).map(({ ruleKeys }) => ruleKeys.join('/')));
    expect(named.map(([place]) => place).filter((place) => !places.has(place))).toEqual([]);
  });

  it.each(named)('let nobody near %s who is not signed in', (_place, { read, write }) => {
    const grants = [read, write].filter((grant) => grant !== undefined);
    expect(grants.filter((grant) => !/^auth != null( &&|$)/.test(grant))).toEqual([]);
  });

  it.each(writable)('let no priority ride on %s, nor below it', (_place, { validate, children }) => {
    for (const condition of [validate, ...(children?.values() ?? [])]) {
      expect(condition).toMatch(/newData\.getPriority\(\) === null|^false$/);
    }
  });

  it.each(writable)('never grant writing twice on the way to %s', (place) => {
    // A second grant above would make the first one meaningless.
    expect(writable.filter(([other]) => place.startsWith(`${other}/`))).toEqual([]);
  });
});
