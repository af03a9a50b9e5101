import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expression } from './ast.ts';
import { compile } from './compile.ts';
import { parseExpression } from './parser.ts';
import { queryValuesOf } from './queryValues.ts';
import { nodeOf, nowMs } from './ruleTesting.ts';
import { failed, Scope } from './scope.ts';
import { Tally, type Outcomes } from './tally.ts';
import { wholeNode } from '../tree/query.ts';

const parsed = (source: string): Expression => {
  const expression = parseExpression(source);
  if (!expression.ok) throw new Error(expression.problem.message);
  return expression.value;
};

const scopeWith = (data: unknown): Scope =>
  new Scope({ auth: null, nowMs, query: queryValuesOf(wholeNode, false) }, nodeOf(data), nodeOf(data));

/** `data.child('a').exists(): 2/1/0` for each condition: how often it was true, false, and failed. */
const countsOf = (source: string, datas: readonly unknown[]): readonly string[] => {
  const expression = parsed(source);
  const tally = new Tally();
  const evaluate = compile(expression, new Map(), undefined, tally);
  const whole = { isTrue: 0, isFalse: 0, isError: 0 };
  for (const data of datas) {
    const outcome = evaluate(scopeWith(data));
    whole[outcome === true ? 'isTrue' : outcome === failed ? 'isError' : 'isFalse'] += 1;
  }
  return Array.from(tally.outcomesOf(expression, whole), ([part, { isTrue, isFalse, isError }]) => {
    return `${source.slice(part.start, part.end)}: ${isTrue}/${isFalse}/${isError}`;
  });
};

const has = (name: string): string => `data.hasChild('${name}')`;
const fails = "data.child('t').val().contains('x')";

describe('A tally', () => {
  it.each<[source: string, datas: readonly unknown[], counts: readonly string[]]>([
    [has('a'), [{ a: 1 }, {}, {}], [`${has('a')}: 1/2/0`]],
    [
      `${has('a')} && ${has('b')} && ${fails}`,
      [{}, { a: 1 }, { a: 1, b: 1 }, { a: 1, b: 1, t: 'x' }, { a: 1, b: 1, t: 'y' }],
      [
        `${has('a')} && ${has('b')} && ${fails}: 1/3/1`,
        `${has('a')}: 4/1/0`,
        `${has('b')}: 3/1/0`,
        `${fails}: 1/1/1`,
      ],
    ],
    [
      `${has('a')} || ${fails}`,
      [{ a: 1 }, {}, { t: 'x' }, { t: 'y' }],
      [`${has('a')} || ${fails}: 2/1/1`, `${has('a')}: 1/3/0`, `${fails}: 1/1/1`],
    ],
    [
      `!(${has('a')} || ${fails})`,
      [{ a: 1 }, {}, { t: 'y' }],
      [
        `!(${has('a')} || ${fails}): 1/1/1`,
        `(${has('a')} || ${fails}): 1/1/1`,
        `${has('a')}: 1/2/0`,
        `${fails}: 0/1/1`,
      ],
    ],
    [
      `${has('a')} ? ${has('b')} : ${fails}`,
      [{ a: 1 }, { a: 1, b: 1 }, {}, { t: 'x' }],
      [
        `${has('a')} ? ${has('b')} : ${fails}: 2/1/1`,
        `${has('a')}: 2/2/0`,
        `${has('b')}: 1/1/0`,
        `${fails}: 1/0/1`,
      ],
    ],
    [
      `${has('a')} && ${has('b')}`,
      [],
      [`${has('a')} && ${has('b')}: 0/0/0`, `${has('a')}: 0/0/0`, `${has('b')}: 0/0/0`],
    ],
  ])('of %s with %j', (source, datas, counts) => {
    expect(countsOf(source, datas)).toEqual(counts);
  });

  it('comes to the same as looking at each condition whenever it is asked', () => {
    const atom = fc.constantFrom(has('a'), has('b'), fails, 'true', 'false', "data.child('a').val() == 1");
    const { rule } = fc.letrec<{ rule: string }>((tie) => ({
      rule: fc.oneof(
        { depthSize: 'small' },
        atom,
        fc
          .tuple(tie('rule'), fc.constantFrom('&&', '||'), tie('rule'))
          .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
        tie('rule').map((inner) => `!(${inner})`),
        fc.tuple(tie('rule'), tie('rule'), tie('rule')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
      ),
    }));
    const data = fc.constantFrom(null, { a: 1 }, { b: 1 }, { a: 2, b: 1 }, { t: 'x' }, { a: 1, t: 'y' });
    fc.assert(
      fc.property(rule, fc.array(data, { maxLength: 8 }), (source, datas) => {
        const expression = parsed(source);
        const tally = new Tally();
        const watched = new Map<Expression, Record<keyof Outcomes, number>>();
        const evaluate = compile(
          expression,
          new Map(),
          (part, inner) => (scope) => {
            const outcome = inner(scope);
            const counts = watched.get(part) ?? { isTrue: 0, isFalse: 0, isError: 0 };
            counts[outcome === true ? 'isTrue' : outcome === failed ? 'isError' : 'isFalse'] += 1;
            watched.set(part, counts);
            return outcome;
          },
          tally,
        );
        for (const each of datas) evaluate(scopeWith(each));
        const none = { isTrue: 0, isFalse: 0, isError: 0 };
        const outcomes = tally.outcomesOf(expression, watched.get(expression) ?? none);
        for (const [part, counts] of outcomes) expect(counts).toEqual(watched.get(part) ?? none);
        expect(outcomes.size).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });
});
