import { describe, expect, it } from 'vitest';
import { tokensOf } from './tokens.ts';

const said = (code: string, language: string): readonly (readonly [string, string])[] =>
  tokensOf(code, language).map(({ kind, from, to }) => [kind, code.slice(from, to)]);

describe('tokensOf', () => {
  it.each([
    ["const a = '<b>&';", 'ts', ['keyword', 'const'], ['text', "'<b>&'"]],
    ['x = 42 # why', 'py', ['number', '42'], ['comment', '# why']],
    ['{"a": true}', 'json', ['name', '"a"'], ['keyword', 'true']],
    ['"🎉" + 1', 'js', ['text', '"🎉"'], ['number', '1']],
    ['<a href="x">', 'html', ['text', '"x"'], ['name', 'href']],
  ] as const)('sees in %j what is what', (code, language, ...expected) => {
    for (const token of expected) expect(said(code, language)).toContainEqual(token);
  });

  it.each(['', 'text', 'constructor', '__proto__', 'toString', 'klingon'])(
    'leaves %j as it is',
    (language) => {
      expect(tokensOf('const a = 1;', language)).toEqual([]);
    },
  );

  it('stays within the code, whatever it is', () => {
    const code = '`${`${"</span>&amp;<span class=\'x\'>"}`}` /* < */ & <b>';
    expect(tokensOf(code, 'ts').length).toBeGreaterThan(0);
    expect(tokensOf(code, 'ts').filter(({ from, to }) => from >= to || to > code.length)).toEqual([]);
  });
});
