import { describe, expect, it } from 'vitest';
import { printRules } from '@causerie/rules';
import { deployedRules } from './world.ts';

describe('database.rules.json', () => {
  it('is what rules/ prints today (else: npm run rules)', () => {
    expect(deployedRules).toBe(printRules());
  });

  it('is strict JSON in ASCII', () => {
    expect(deployedRules).toMatch(/^[\n -~]*$/);
    expect(JSON.parse(deployedRules)).toHaveProperty('rules');
  });
});
