import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRulesFile } from './rulesFile.ts';
import { problemOf, rulesOf } from './ruleTesting.ts';

const file = (...lines: readonly string[]): string => lines.join('\n');

describe('The dialect of rules files', () => {
  it.each([
    ['strict JSON', '{"rules":{"p":{".read":"true && true"}}}'],
    ['a line break in a rule', '{"rules":{"p":{".read":"true\n  && true"}}}'],
    ['a Windows line break in a rule', '{"rules":{"p":{".read":"true\r\n  && true"}}}\r\n'],
    ['a raw tab in a rule', '{"rules":{"p":{".read":"true\t&& true"}}}'],
    ['trailing commas in objects', '{"rules":{"p":{".read":"true",},},}'],
    ['a trailing comma in a list', '{"rules":{"p":{".indexOn":["a","b",]}}}'],
    ['a comment behind a trailing comma', '{"rules":{".read":"true", // last\n}}'],
    ['comments wherever space may be', '/**/{//\n/* a */"rules"/*b*/:/*c*/{/*d*/}//e\n/*f*/}//g'],
    ['escapes', '{"rules":{"p":{".read":"\\u0074rue == \\u0028\\ttrue)\\n"}}}'],
    ['a byte order mark', '\uFEFF{"rules":{}}'],
  ])('takes %s', (_what, text) => {
    expect(problemOf(text)).toBe('');
  });

  it.each([
    ['nothing', '', '1:1: Parse error.\n'],
    ['what is not an object', '"rules"', '1:1: Parse error.\n'],
    ['what is no JSON at all', '\n\n  path / is X;', '3:3: Parse error.\n'],
    ['text behind the object', '{"rules":{}}\n}', '2:1: Parse error.\n'],
    ['an empty object', '{}', "1:2: Expected 'rules' property.\n"],
    ['another property', '{\n "rulez":{}}', "2:2: Expected 'rules' property.\n"],
    ['a missing comma', '{"rules":{".read":true\n".write":true}}', "2:1: Expected ',' or '}'.\n"],
    ['a double comma', '{"rules":{".read":true,, }}', "1:24: Expected '\"'.\n"],
    ['a leading comma', '{"rules":{ , ".read":true}}', "1:12: Unexpected ','.\n"],
    ['a key without quotes', '{rules:{}}', "1:2: Expected '\"'.\n"],
    ['a missing colon', '{"rules" {}}', "1:10: Expected ':'.\n"],
    ['a missing bracket', '{"rules":{".indexOn":["a" "b"]}}', "1:27: Expected ',' or ']'.\n"],
    ['an unknown escape', '{"rules":{".read":"a\\xb"}}', "1:21: Invalid escape: '\\x'\n"],
    ['an escaped line break', '{"rules":{".read":"true \\\n"}}', "1:25: Invalid escape: '\\\n'\n"],
    ['half an escape', '{"rules":{".read":"\\u12', "1:20: Invalid escape: '\\u'\n"],
    ['a string without an end', '{"rules":{".read":"true}}', '1:19: Unterminated string.\n'],
    ['a comment without an end', '{"rules":{}}/* x', '1:13: Unterminated comment.\n'],
    ['half a comment', '{"rules":{}}/ x', "1:13: Unexpected '/'.\n"],
    ['an object without an end', '{"rules":{".read":true', "1:23: Expected ',' or '}'.\n"],
    [
      'a word where a rule should be',
      '{"rules":{".read":yes}}',
      "1:19: Invalid rule expression.  Expected 'true', 'false', or an expression string.\n",
    ],
    [
      'a word where an index should be',
      '{"rules":{".indexOn":x}}',
      '1:22: Invalid indexOn expression. Must be either a string or an array of strings\n',
    ],
    ['a word where rules should be', '{"rules":{"a":tru}}', "1:15: Expected '{'.\n"],
  ])('refuses %s', (_what, text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });

  it.each([
    [
      'objects',
      '{"a":'.repeat(100_000),
      '1:321: Rules are nested too deeply: at most 64 levels are allowed.\n',
    ],
    [
      'lists',
      `{"a":${'['.repeat(100_000)}`,
      '1:69: Rules are nested too deeply: at most 64 levels are allowed.\n',
    ],
    ['brackets', '('.repeat(1_000_000), '1:1: Parse error.\n'],
    ['spaces', ' '.repeat(1_000_000), '1:1000001: Parse error.\n'],
  ])('survives very many %s', (_what, text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });

  it.each([
    ['plain text', '{"rules":{".read":"true && x"}}', '1:28'],
    ['the line it is on', file('{"rules":{', '  ".read": "true &&', '     x"}}'), '3:6'],
    ['Windows lines', '{"rules":{\r\n".read":"true &&\r\n  x"}}', '3:3'],
    ['escaped quotes', '{"rules":{".read":"\\"a\\" == \\"b\\" && x"}}', '1:38'],
    ['unicode escapes', '{"rules":{".read":"\\u0074rue && x"}}', '1:33'],
    ['an escape right before it', '{"rules":{".read":"true &&\\tx"}}', '1:29'],
    ['an escape behind it', '{"rules":{".read":"x == \\"a\\""}}', '1:20'],
    ['an escaped line break', '{"rules":{".read":"true &&\\n\\nx"}}', '1:31'],
    ['wide characters', '{"rules":{".read":"\'😀\' != x"}}', '1:28'],
    ['comments and tabs', file('/* a', 'b */ {"rules":{ // c', '\t".read":"x"}}'), '3:11'],
  ])('reports a mistake in an expression behind %s where it stands', (_what, text, position) => {
    expect(problemOf(text)).toBe(`${position}: Unknown variable 'x'.\n`);
  });

  it('never throws, whatever the text', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '\\',
      '/',
      '*',
      '"rules":',
      '".read":',
      '"$a":',
      'true',
      '\n',
      'x',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }), (pieces) => {
        const parsed = parseRulesFile(pieces.join(''));
        expect(typeof parsed.ok).toBe('boolean');
      }),
    );
  });

  it('gives strict JSON the same values as JSON.parse', () => {
    const names = fc.string().filter((name) => !/[.#$/[\]]/.test(name));
    fc.assert(
      fc.property(fc.dictionary(names, fc.boolean()), (dictionary) => {
        const rules = Object.fromEntries(
          Object.keys(dictionary)
            .filter((name) => name !== '' && !/[\u0000-\u001f\u007f]/.test(name))
            .map((name) => [name, { '.read': true }]),
        );
        expect(rulesOf(rules).json).toEqual(JSON.parse(JSON.stringify({ rules })));
      }),
    );
  });
});
