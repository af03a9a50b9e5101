import type { Expression } from './ast.ts';
import { type failed, Snapshot, type Result } from './scope.ts';
import { unreachable } from './unreachable.ts';

/**
 * What rules saw is shown to people: on consoles, on pages, in logs that are kept. What looks like a password or a
 * credential, by its name or by itself, is left out there.
 */
const secretName =
  /pass(?:word|wd|phrase|code)|secret|token|api[_-]?key|private[_-]?key|credential|cookie|otp$/i;

/** Three parts of base64url with dots between them, of which the first is JSON, are a token, whatever it is called. */
const signedToken = /\beyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*/g;

export const hidden = '(hidden)';

export const isSecretName = (name: string): boolean => secretName.test(name);

export const withoutTokens = (text: string): string => text.replaceAll(signedToken, hidden);

/** What the parts of a rule came to when it ran. */
export type Seen = ReadonlyMap<Expression, Result>;

/** Whether the value of a part comes from a place, a claim or a variable with such a name. */
export const isSecret = (part: Expression, seen: Seen): boolean => {
  switch (part.kind) {
    case 'variable':
      return isSecretName(part.name);
    case 'member':
      return part.name !== 'length' && (isSecretName(part.name) || isSecret(part.target, seen));
    case 'index': {
      const name = seen.get(part.index);
      return (typeof name === 'string' && isSecretName(name)) || isSecret(part.target, seen);
    }
    case 'call': {
      if (part.callee.kind !== 'member') return false;
      const self = seen.get(part.callee.target);
      return self instanceof Snapshot
        ? self.path().some(isSecretName)
        : isSecret(part.callee.target, seen) || part.arguments.some((given) => isSecret(given, seen));
    }
    case 'binary':
      return isSecret(part.left, seen) || isSecret(part.right, seen);
    case 'conditional':
      return isSecret(part.whenTrue, seen) || isSecret(part.whenFalse, seen);
    case 'unary':
      return isSecret(part.operand, seen);
    case 'literal':
    case 'regex':
    case 'list':
    case 'logical':
      return false;
  }
  return unreachable(part);
};

/** A value for people: scalars as they are, long texts cut, objects and locations named. */
export const shownValue = (
  part: Expression,
  value: Exclude<Result, typeof failed>,
  seen: Seen,
  units: number,
): string | number | boolean | null => {
  if (typeof value === 'boolean' || value === null) return value;
  if (value instanceof Snapshot) return cut(`(at /${value.path().join('/')})`, units);
  if (typeof value === 'object') return '(an object)';
  if (isSecret(part, seen)) return hidden;
  return typeof value === 'string' ? cut(withoutTokens(value.slice(0, 4 * units)), units) : value;
};

export const cut = (text: string, units: number): string =>
  text.length > units ? `${text.slice(0, units)}…` : text;
