import { assert, constantFrom, letrec, oneof, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExpression } from '@causerie/emulator/rulesLanguage';
import { outcomeOf } from '../../emulator/src/security/ruleTesting.ts';
import { type Asker, grantsTo } from './grantsTo.ts';

const verdict = (source: string, who: Asker): boolean | undefined => {
  const parsed = parseExpression(source);
  if (!parsed.ok) throw new Error(`${source}: ${parsed.problem.message}`);
  return grantsTo(parsed.value, who);
};

describe('what a rule says before anything is known of the data', () => {
  it.each([
    ['true', true, true],
    ['!true', false, false],
    ['auth != null', false, true],
    ['auth === null', true, false],
    ['auth.uid != null', false, true],
    ['auth.token.admin === true', false, undefined],
    ['$uid === auth.uid', false, undefined],
    ['auth != null && data.exists()', false, undefined],
    ['auth != null || data.exists()', undefined, true],
    ['!(auth == null) && now > 0', false, undefined],
    ['!data.exists() || data.exists()', undefined, undefined],
    ['auth != null ? true : false', false, true],
    ['data.exists() ? true : true', true, true],
    ['data.exists() ? auth != null : false', false, undefined],
    ['1 + 1 == 2', undefined, undefined],
    ['2 >= 2 && 1 <= 2 && 2 > 1', true, true],
    ['null == null', true, true],
    ["auth['uid'] == null", true, false],
  ] as const)('%s: to nobody %s, to anybody %s', (source, toNobody, toAnybody) => {
    expect([verdict(source, 'nobody'), verdict(source, 'anybody')]).toEqual([toNobody, toAnybody]);
  });

  const scalars = "null true false 1 2 'a' 'ana' now $key auth.uid auth.provider auth.token.email data.val()";
  const scalar = constantFrom(...scalars.split(' '), "root.child('a').val()");
  const { condition } = letrec<{ condition: string }>((tie) => ({
    condition: oneof(
      { depthSize: 'small', withCrossShrink: true },
      constantFrom('true', 'false', 'auth != null', 'auth == null', 'data.exists()'),
      tuple(scalar, constantFrom('===', '!==', '==', '!='), scalar).map(
        ([left, operator, right]) => `${left} ${operator} ${right}`,
      ),
      tuple(constantFrom('1', '2', 'now'), constantFrom('<', '<=', '>', '>='), constantFrom('1', '2')).map(
        ([left, operator, right]) => `${left} ${operator} ${right}`,
      ),
      tie('condition').map((inner) => `!(${inner})`),
      tuple(tie('condition'), constantFrom('&&', '||', '==', '!='), tie('condition')).map(
        ([left, operator, right]) => `(${left}) ${operator} (${right})`,
      ),
      tuple(tie('condition'), tie('condition'), tie('condition')).map(
        ([test, whenTrue, whenFalse]) => `(${test}) ? (${whenTrue}) : (${whenFalse})`,
      ),
    ),
  }));
  const stored = constantFrom(undefined, { a: 'ana' }, { ana: 'ana' }, { a: true, ana: 1 });
  const key = constantFrom('a', 'ana', '1');
  const account = { uid: 'ana', provider: 'anonymous', token: { email: null } };

  it.each([
    ['nobody', null],
    ['anybody', account],
  ] as const)('is never contradicted by the database, for %s', (who, auth) => {
    let certain = 0;
    assert(
      property(condition, stored, key, (source, data, at) => {
        const said = verdict(source, who);
        const happens = outcomeOf(source, { auth, data, at, wildcards: ['$key'] });
        if (said === undefined || typeof happens === 'object') return true;
        certain += 1;
        // A rule that fails grants nothing, so it bears out a no, and a yes was only careful.
        return happens === 'fails' || happens === said;
      }),
      { numRuns: 3000 },
    );
    expect(certain).toBeGreaterThan(500);
  });
});
