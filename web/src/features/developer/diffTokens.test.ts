import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffTokens, htmlTokens, takenOut, textTokens, type DiffPiece } from './diffTokens.ts';

const shown = (pieces: readonly DiffPiece[]): string =>
  pieces
    .map((piece) =>
      piece.kind === 'same' ? piece.after : `[${piece.kind === 'out' ? '-' : '+'}${piece.text}]`,
    )
    .join('');

const side = (pieces: readonly DiffPiece[], kind: 'out' | 'in'): string =>
  pieces
    .map((piece) => {
      if (piece.kind === 'same') return kind === 'out' ? piece.before : piece.after;
      return piece.kind === kind ? piece.text : '';
    })
    .join('');

describe('diffTokens', () => {
  it.each([
    ['hello', '<p>hello</p>', '[+<p>]hello[+</p>]'],
    ['a **b** c', '<p>a <strong>b</strong> c</p>', '[+<p>]a [-**][+<strong>]b[-**][+</strong>] c[+</p>]'],
    ['1 < 2 & 3', '<p>1 &lt; 2 &amp; 3</p>', '[+<p>]1 &lt; 2 &amp; 3[+</p>]'],
    ['a\u202eb', 'ab', 'a[-\u202e]b'],
    ['', '', ''],
    ['gone', '', '[-gone]'],
    ['', '<br>', '[+<br>]'],
    ['<b>', '&lt;b&gt;', '&lt;b&gt;'],
  ])('shows how %j becomes %j', (text, html, expected) => {
    expect(shown(diffTokens(textTokens(text), htmlTokens(html)))).toBe(expected);
  });

  it('tells what was taken out of html', () => {
    const pieces = diffTokens(htmlTokens('<p onclick="x()">a</p><script>b</script>'), htmlTokens('<p>a</p>'));
    expect(takenOut(pieces).join('')).toBe('<p onclick="x()"><script>b</script>');
  });

  it('gives back both texts, whatever they are', () => {
    const parts = fc.constantFrom('a', '<b>', '&lt;', '<', ' ', '\ud83d', 'word', '\n');
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 15 }),
      fc.array(parts, { maxLength: 15 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = diffTokens(textTokens(before), htmlTokens(after));
        expect(side(pieces, 'out')).toBe(before);
        expect(side(pieces, 'in')).toBe(after);
      }),
    );
  });

  it('gives up on texts that have little in common, and still gives both', () => {
    const [before, after] = ['ab'.repeat(2000), '- '.repeat(2000)];
    const pieces = diffTokens(textTokens(before), textTokens(after));
    expect(pieces).toEqual([
      { kind: 'out', text: before },
      { kind: 'in', text: after },
    ]);
  });
});
