import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expression } from './ast.ts';
import { parseExpression } from './parser.ts';
import { unreachable } from './unreachable.ts';

/** The tree with every pair of brackets it stands for. */
const show = (part: Expression): string => {
  switch (part.kind) {
    case 'literal':
      return JSON.stringify(part.value);
    case 'regex':
      return `/${part.source}/${part.flags}`;
    case 'list':
      return `[${part.items.map(show).join(', ')}]`;
    case 'variable':
      return part.name;
    case 'member':
      return `${show(part.target)}.${part.name}`;
    case 'index':
      return `${show(part.target)}[${show(part.index)}]`;
    case 'call':
      return `${show(part.callee)}(${part.arguments.map(show).join(', ')})`;
    case 'unary':
      return `(${part.operator}${show(part.operand)})`;
    case 'binary':
      return `(${show(part.left)} ${part.operator} ${show(part.right)})`;
    case 'logical':
      return `(${part.operands.map(show).join(` ${part.operator} `)})`;
    case 'conditional':
      return `(${show(part.condition)} ? ${show(part.whenTrue)} : ${show(part.whenFalse)})`;
  }
  return unreachable(part);
};

const shown = (source: string): string => {
  const parsed = parseExpression(source);
  return parsed.ok ? show(parsed.value) : `${parsed.problem.offset}: ${parsed.problem.message}`;
};

describe('The grammar of expressions', () => {
  it.each([
    ['a && b || c && d', '((a && b) || (c && d))'],
    ['a || b || c', '(a || b || c)'],
    ['a && (b && c)', '(a && (b && c))'],
    ['(a && b) && c', '((a && b) && c)'],
    ['a == b < c', '(a == (b < c))'],
    ['1 < 2 == 2 < 3', '((1 < 2) == (2 < 3))'],
    ['a === b !== c', '((a == b) != c)'],
    ['1 + 2 * 3 % 4 - 5', '((1 + ((2 * 3) % 4)) - 5)'],
    ['10 - 4 - 3', '((10 - 4) - 3)'],
    ['8 / 4 / 2', '((8 / 4) / 2)'],
    ['-a + !b', '((-a) + (!b))'],
    ['!!a', '(!(!a))'],
    ['- -1', '(-(-1))'],
    ['-a.b', '(-a.b)'],
    ['a || b ? c : d || e', '((a || b) ? c : (d || e))'],
    ['a ? b : c ? d : e', '(a ? b : (c ? d : e))'],
    ['a ? b ? c : d : e', '(a ? (b ? c : d) : e)'],
    ['a.b(c, d)[e].f', 'a.b(c, d)[e].f'],
    ["a['b']('c')", 'a.b("c")'],
    ["a[('b')]", 'a.b'],
    ['a.in.new', 'a.in.new'],
    ['f([a, b,c])', 'f([a, b, c])'],
    ['f([])', 'f([])'],
    ["'it\\'s' + \"\\x41\\u0042\\n\"", '("it\'s" + "AB\\n")'],
    ["'a\\\nb'", '"ab"'],
    ['0x1F + .5 + 1e3 + 2.', '(((31 + 0.5) + 1000) + 2)'],
    ['x.matches(/a[/]\\/b/i)', 'x.matches(/a[/]\\/b/i)'],
    ['a / b / c', '((a / b) / c)'],
    ['x.matches(/=/)', 'x.matches(/=/)'],
    ['$__proto__ == __proto__', '($__proto__ == __proto__)'],
    ['a // b\n && /* c */ d', '(a && d)'],
    [' a ; ', 'a'],
    ['é.ñ', 'é.ñ'],
  ])('reads %s as %s', (source, tree) => {
    expect(shown(source)).toBe(tree);
  });

  it.each([
    ['', '0: Unexpected end of expression.'],
    ['   ', '3: Unexpected end of expression.'],
    ['a &&', '4: Unexpected end of expression.'],
    ['a.b(', '4: Unexpected end of expression.'],
    ["auth.uid = 'x'", '9: Rule expressions may not contain assignments.'],
    ["(auth.uid = 'x') && true", '10: Rule expressions may not contain assignments.'],
    ['a += 1', '2: Rule expressions may not contain assignments.'],
    ['a++', '1: Rule expressions may not contain assignments.'],
    ['a & b', "2: Rule expressions may not contain operator '&'."],
    ['a &&& b', '4: syntax error'],
    ['a ||| b', '4: syntax error'],
    ['a && ** b', '5: syntax error'],
    ['a && b | c', "7: Rule expressions may not contain operator '|'."],
    ['2 ** 2 == 4', "2: Rule expressions may not contain operator '**'."],
    ['a, b', "1: Rule expressions may not contain operator ','."],
    ['~a', "0: Rule expressions may not contain operator '~'."],
    ["'a' in auth", "4: Rule expressions may not contain 'in'."],
    ['typeof a', "0: Rule expressions may not contain 'typeof'."],
    ['var foo = 8', "0: Rule expressions may not contain 'var'."],
    ['this.a', "0: Rule expressions may not contain 'this'."],
    ['a => b', "2: Rule expressions may not contain operator '=>'."],
    ['a; b', '3: missing ; before statement'],
    ['a b', '2: missing ; before statement'],
    ['a)', '1: syntax error'],
    ['{}', '0: syntax error'],
    ['+a', '0: syntax error'],
    ['(a', '2: Unexpected end of expression.'],
    ['(a]', '2: missing ) in parenthetical'],
    ['f(a b)', '4: missing ) after argument list'],
    ["f(['a', 'b')", '11: missing ] after element list'],
    ['a[b)', '3: missing ] in index expression'],
    ['a ? b', '5: Unexpected end of expression.'],
    ['a ? b ; c', '6: missing : in conditional expression'],
    ['a.', '2: Unexpected end of expression.'],
    ['a.1', '1: missing ; before statement'],
    ['a.(b)', '2: missing name after . operator'],
    ["'abc", '0: unterminated string literal'],
    ["'a\nb'", '0: unterminated string literal'],
    ["'\\x4'", "1: invalid escape '\\x' in a string"],
    ["'\\12'", "1: invalid escape '\\1' in a string"],
    ['f(/abc)', '2: unterminated regular expression literal'],
    ['f(/[/)', '2: unterminated regular expression literal'],
    ['a /* b', '2: unterminated comment'],
    ['a # b', '2: illegal character'],
    ['010', '0: A number may not begin with 0.'],
  ])('refuses %s: %s', (source, problem) => {
    expect(shown(source)).toBe(problem);
  });

  const tooDeep = 'Expression is nested too deeply: at most 250 levels are allowed.';

  it.each([
    ['opening brackets', '('.repeat(1_000_000), `250: ${tooDeep}`],
    ['prefix operators', `${'!'.repeat(100_000)}a`, `250: ${tooDeep}`],
    ['conditionals', 'a?'.repeat(100_000), `500: ${tooDeep}`],
    ['conditionals in the last branch', `${'a?b:'.repeat(100_000)}c`, `998: ${tooDeep}`],
    ['members', `a${'.a'.repeat(100_000)}`, `0: ${tooDeep}`],
    ['calls', `a${'()'.repeat(100_000)}`, `0: ${tooDeep}`],
    ['sums', `a${'+a'.repeat(100_000)}`, `0: ${tooDeep}`],
    ['lists', '['.repeat(100_000), `250: ${tooDeep}`],
    ['calls in calls', 'f('.repeat(100_000), `500: ${tooDeep}`],
  ])('refuses very many %s', (_what, source, problem) => {
    expect(shown(source)).toBe(problem);
  });

  it('reads as many clauses side by side as anyone likes', () => {
    const clauses = Array.from({ length: 100_000 }, () => 'a');
    expect(shown(clauses.join('&&'))).toBe(`(${clauses.join(' && ')})`);
    expect(shown(`f([${clauses.join()}])`)).toBe(`f([${clauses.join(', ')}])`);
  });

  it('knows where each part stands, brackets included', () => {
    const source = "!(a.b == 'c') && d";
    const parsed = parseExpression(source);
    const whole = parsed.ok && parsed.value.kind === 'logical' ? parsed.value : undefined;
    expect(whole?.operands.map(({ start, end }) => source.slice(start, end))).toEqual(["!(a.b == 'c')", 'd']);
  });

  it('never throws, whatever the text', () => {
    const piece = fc.constantFrom(
      ...'( ) [ ] . , ? : ! - + / \' " \\ == && || a auth data true 1 $x ; /* = \n'.split(' '),
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 30 }), (pieces) => {
        expect(typeof shown(pieces.join(''))).toBe('string');
      }),
    );
  });
});
