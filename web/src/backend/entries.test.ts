import { describe, expect, it } from 'vitest';
import { keepPushedOut, shareEntries, type Entry } from './entries.ts';

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

describe('keepPushedOut', () => {
  it.each([
    ['a new child pushes the first one out', 'abc', 'bcd', 'abcd'],
    ['several at once', 'abc', 'def', 'abcdef'],
    ['a child within the window is removed', 'abcd', 'abd', 'abd'],
    ['a removal pulls an older one in', 'bcd', 'abd', 'abd'],
    ['fewer than the window holds', 'abc', 'bc', 'bc'],
    ['everything is removed', 'abc', '', ''],
    ['more than may be kept', 'abcde', 'fgh', 'cdefgh'],
  ])('when %s', (_when, previous, next, expected) => {
    expect(keysOf(keepPushedOut(entries(previous), entries(next), 3, 6))).toBe(expected);
  });
});
