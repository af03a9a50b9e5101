import { describe, expect, it } from 'vitest';
import { paths } from './paths.ts';

describe('the paths', () => {
  it('name each place once', () => {
    const patterns = Object.values(paths).map(({ pattern }) => pattern);
    expect(new Set(patterns).size).toBe(patterns.length);
  });

  it('call what stands at one place by one name', () => {
    // Rules cannot have `$roomId` and `$room` side by side.
    const names = new Map<string, string>();
    for (const { ruleKeys } of Object.values(paths)) {
      ruleKeys.forEach((key, depth) => {
        if (!key.startsWith('$')) return;
        const parent = ruleKeys.slice(0, depth).join('/');
        expect(names.get(parent) ?? key).toBe(key);
        names.set(parent, key);
      });
    }
  });
});
