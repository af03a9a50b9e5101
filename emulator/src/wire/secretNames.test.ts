import { describe, expect, it } from 'vitest';
import { SecretNames } from './secretNames.ts';

describe('secret names', () => {
  it('are 32 hexadecimal digits, and none comes twice', () => {
    const names = new SecretNames();
    const made = Array.from({ length: 1000 }, () => names.next());
    expect(new Set(made).size).toBe(1000);
    expect(made.filter((name) => !/^[0-9a-f]{32}$/.test(name))).toEqual([]);
  });
});
