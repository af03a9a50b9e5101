import { printRules } from '@causerie/rules';
import { describe, expect, it } from 'vitest';
import { staleRules } from './staleRules.ts';

describe('stale rules', () => {
  it('are not those that rules/ prints', () => {
    expect(staleRules(printRules(), printRules())).toEqual([]);
  });

  it.each([[''], [`${printRules()}\n`], [printRules().replace('<= 100', '<= 1000')]])(
    'are refused however small the difference (%#)',
    (committed) => {
      expect(staleRules(committed, printRules())).toHaveLength(1);
    },
  );
});
