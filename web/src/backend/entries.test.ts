import { describe, expect, it } from 'vitest';
import { shareEntries, type Entry } from './entries.ts';

const entries = (keys: string): readonly Entry[] =>
  Array.from(keys, (key) => ({ key, value: { said: key } }));
const keysOf = (list: readonly Entry[]): string => list.map(({ key }) => key).join('');

describe('shareEntries', () => {
  it('keeps the list when nothing changed', () => {
    const before = entries('abc');
    expect(shareEntries(before, entries('abc'))).toBe(before);
  });

  it('keeps the entries that did not change', () => {
    const before = entries('abc');
    const after = shareEntries(before, [...entries('bc'), { key: 'd', value: 1 }]);
    expect(keysOf(after)).toBe('bcd');
    expect(after[0]).toBe(before[1]);
  });

  it.each(['__proto__', 'constructor', 'toString'])('takes %s for an ordinary key', (key) => {
    const before: readonly Entry[] = [{ key, value: { text: 'one' } }];
    expect(shareEntries(before, [{ key, value: { text: 'one' } }])).toBe(before);
    expect(shareEntries(before, [{ key, value: { text: 'two' } }])[0]?.value).toEqual({ text: 'two' });
    expect(shareEntries([], before)).toEqual(before);
  });
});
