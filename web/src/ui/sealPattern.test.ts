import { describe, expect, it } from 'vitest';
import { sealPattern } from './sealPattern.ts';

const fieldsOf = (name: string): ReadonlySet<string> => new Set(sealPattern(name).match(/\d \d/g) ?? []);

describe('sealPattern', () => {
  it.each(['Ana', 'a', '', '__proto__', '👋', 'ليلى', '\ud83d'])(
    'makes of %j a figure of its own',
    (name) => {
      const fields = fieldsOf(name);
      expect(sealPattern(name)).toBe(sealPattern(name));
      expect(sealPattern(name)).toMatch(/^(?:M[0-4] [0-4]h1v1h-1z)*$/);
      for (const field of fields) {
        const [column = 0, row = 0] = field.split(' ').map(Number);
        expect(fields.has(`${4 - column} ${row}`)).toBe(true);
      }
    },
  );

  it('tells people apart whose names have the same letter', () => {
    const names = Array.from({ length: 300 }, (_, index) => `Ana ${index}`);
    const patterns = new Set(names.map(sealPattern));
    expect(patterns.size).toBeGreaterThan(290);
    const filled = names.map((name) => fieldsOf(name).size);
    // Neither empty nor full.
    expect(filled.filter((count) => count < 4 || count > 22).length).toBeLessThan(30);
  });
});
