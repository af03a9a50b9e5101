import { describe, expect, it } from 'vitest';
import { foundRanges } from './foundRanges.ts';
import { foldedWords } from './search.ts';

const marked = (text: string, query: string): readonly string[] =>
  foundRanges(text, foldedWords(query)).map(({ from, to }) => text.slice(from, to));

describe('foundRanges', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['The crème brûlée', 'creme', ['crème']],
    ['The crème brûlée'.normalize('NFD'), 'brulee', ['brûlée'.normalize('NFD')]],
    ['ananas', 'ana', ['ana']],
    ['Ana and ANA', 'ana', ['Ana', 'ANA']],
    ['one two one', 'two one', ['one', 'two', 'one']],
    ['𝓗ello 👍🏽 ok', '👍🏽', ['👍🏽']],
    ['İstanbul', 'istanbul', ['İstanbul']],
    ['nothing', 'else', []],
    ['', 'a', []],
    ['anything', '', []],
    ['a __proto__ b', '__proto__', ['__proto__']],
  ])('in %j finds %j', (text, query, expected) => {
    expect(marked(text, query)).toEqual(expected);
  });
});
