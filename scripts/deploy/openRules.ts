import { parseExpression } from '@causerie/emulator/rulesLanguage';
import { grantsTo } from './grantsTo.ts';
import type { Refusal } from './refusal.ts';

type Right = '.read' | '.write';

interface Grant {
  /** `/rooms/$roomId` */
  readonly path: string;
  readonly right: Right;
  readonly rule: unknown;
}

const rights: readonly Right[] = ['.read', '.write'];

const grantsBelow = (node: object, path: string): readonly Grant[] =>
  Object.entries(node).flatMap(([name, value]: [string, unknown]) => {
    if (rights.includes(name as Right)) return [{ path: path || '/', right: name as Right, rule: value }];
    return typeof value === 'object' && value !== null && !name.startsWith('.')
      ? grantsBelow(value, `${path}/${name}`)
      : [];
  });

/** The root, and what stands directly in it: whole collections. */
const isNearRoot = (path: string): boolean => path.lastIndexOf('/') === 0;

const judge = ({ path, right, rule }: Grant): readonly Refusal[] => {
  const place = `${right} at ${path}`;
  if (typeof rule !== 'boolean' && typeof rule !== 'string')
    return [
      {
        what: `${place} is ${JSON.stringify(rule)}, which is neither a boolean nor an expression.`,
        fix: 'Correct it in rules/ and run `npm run rules`.',
      },
    ];
  const parsed = parseExpression(String(rule));
  if (!parsed.ok)
    return [
      {
        what: `${place} cannot be read: ${parsed.problem.message}`,
        fix: 'Correct it in rules/ and run `npm run rules`.',
      },
    ];

  const toNobody = grantsTo(parsed.value, 'nobody');
  if (toNobody === true)
    return [
      {
        what: `${place} is open to the whole world, without signing in.`,
        fix: 'Say in rules/ who may, beginning with `auth != null && …`, and run `npm run rules`.',
      },
    ];
  if (toNobody === undefined)
    return [
      {
        what: `${place} may let somebody in who has not signed in.`,
        fix: 'Put `auth != null && (…)` around the whole expression in rules/ and run `npm run rules`.',
      },
    ];
  // One thing by its name may be for everybody who is signed in; a collection may not, nor may overwriting.
  const isTooMuch = right === '.write' || isNearRoot(path);
  return isTooMuch && grantsTo(parsed.value, 'anybody') === true
    ? [
        {
          what: `${place} is open to everybody who signs in, and anybody can, as a guest.`,
          fix: 'Say in rules/ whose it is (`$uid === auth.uid`, a membership, a bounded query), and run `npm run rules`.',
        },
      ]
    : [];
};

/** What the rules leave open. @param text the rules file, in strict JSON */
export const openRules = (text: string): readonly Refusal[] => {
  let file: { readonly rules?: unknown } | null;
  try {
    file = JSON.parse(text) as { readonly rules?: unknown } | null;
  } catch (error) {
    return [
      {
        what: `The rules are not JSON: ${(error as Error).message}.`,
        fix: 'Run `npm run rules` and commit the result.',
      },
    ];
  }
  const rules = file?.rules;
  if (typeof rules !== 'object' || rules === null)
    return [
      {
        what: 'The rules file has no "rules", so nothing is protected by it.',
        fix: 'Run `npm run rules` and commit the result.',
      },
    ];
  return grantsBelow(rules, '').flatMap(judge);
};
