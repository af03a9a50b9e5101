import { Stop } from './problem.ts';

/**
 * Cuts the text of an expression into tokens, one at a time: whether `/` divides or opens a regular expression is known
 * only to the parser, which asks for `readRegex` where an operand may stand. Comments count as space, as in JavaScript.
 */
export type Token =
  | { readonly kind: 'number'; readonly value: number; readonly start: number; readonly end: number }
  | { readonly kind: 'string'; readonly value: string; readonly start: number; readonly end: number }
  | { readonly kind: 'name'; readonly name: string; readonly start: number; readonly end: number }
  | { readonly kind: 'mark'; readonly mark: string; readonly start: number; readonly end: number }
  | { readonly kind: 'end'; readonly start: number; readonly end: number };

const name = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/uy;
const number = /0[xX][\da-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const legacyOctal = /^0\d/;
// Longer marks first. All of JavaScript's are known, so that one rules do not have can be named in the message.
const mark =
  />>>=|===|!==|>>>|<<=|>>=|\*\*=|&&=|\|\|=|\?\?=|\.\.\.|==|!=|<=|>=|&&|\|\||\+\+|--|\*\*|<<|>>|\+=|-=|\*=|\/=|%=|&=|\|=|\^=|=>|\?\?|[()[\]{}.,;?:!+\-*/%<>=&|^~]/y;
const space = /[\s\uFEFF]+/y;

const matchAt = (pattern: RegExp, source: string, at: number): string | undefined => {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0];
};

/** The first token at or after `from`. */
export const readToken = (source: string, from: number): Token => {
  const start = skipSpace(source, from);
  if (start >= source.length) return { kind: 'end', start, end: start };
  const first = source.charAt(start);
  if (first === "'" || first === '"') return readString(source, start);
  const named = matchAt(name, source, start);
  if (named !== undefined) return { kind: 'name', name: named, start, end: start + named.length };
  const digits = matchAt(number, source, start);
  if (digits !== undefined) {
    if (legacyOctal.test(digits)) throw new Stop(start, 'A number may not begin with 0.');
    return { kind: 'number', value: Number(digits), start, end: start + digits.length };
  }
  const marked = matchAt(mark, source, start);
  if (marked !== undefined) return { kind: 'mark', mark: marked, start, end: start + marked.length };
  throw new Stop(start, 'illegal character');
};

const skipSpace = (source: string, from: number): number => {
  let at = from;
  for (;;) {
    at += matchAt(space, source, at)?.length ?? 0;
    if (source.startsWith('//', at)) {
      const end = source.indexOf('\n', at);
      at = end === -1 ? source.length : end;
    } else if (source.startsWith('/*', at)) {
      const end = source.indexOf('*/', at + 2);
      if (end === -1) throw new Stop(at, 'unterminated comment');
      at = end + 2;
    } else {
      return at;
    }
  }
};

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
  ['\n', ''],
]);

const readString = (source: string, start: number): Token => {
  const quote = source.charAt(start);
  const pieces: string[] = [];
  let pieceStart = start + 1;
  for (let at = pieceStart; at < source.length; at += 1) {
    const character = source.charAt(at);
    if (character === quote) {
      pieces.push(source.slice(pieceStart, at));
      return { kind: 'string', value: pieces.join(''), start, end: at + 1 };
    }
    if (character === '\n') break;
    if (character !== '\\') continue;
    const { units, size } = readEscape(source, at);
    pieces.push(source.slice(pieceStart, at), units);
    pieceStart = at + size;
    at = pieceStart - 1;
  }
  throw new Stop(start, 'unterminated string literal');
};

const hexEscape = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4}))/y;

const readEscape = (source: string, at: number): { units: string; size: number } => {
  const letter = source.charAt(at + 1);
  if (letter === 'x' || letter === 'u') {
    hexEscape.lastIndex = at;
    const found = hexEscape.exec(source);
    const digits = found?.[1] ?? found?.[2];
    if (digits === undefined) throw new Stop(at, `invalid escape '\\${letter}' in a string`);
    return { units: String.fromCharCode(Number.parseInt(digits, 16)), size: digits.length + 2 };
  }
  if (letter >= '0' && letter <= '9') throw new Stop(at, `invalid escape '\\${letter}' in a string`);
  return { units: escapes.get(letter) ?? letter, size: 2 };
};

/** Reads `/source/flags` whose opening slash is at `start`. A slash inside a set does not end it. */
export const readRegex = (source: string, start: number): { source: string; flags: string; end: number } => {
  let inSet = false;
  for (let at = start + 1; at < source.length && source.charAt(at) !== '\n'; at += 1) {
    const character = source.charAt(at);
    if (character === '\\') at += 1;
    else if (character === '[') inSet = true;
    else if (character === ']') inSet = false;
    else if (character === '/' && !inSet) {
      const flags = matchAt(name, source, at + 1) ?? '';
      return { source: source.slice(start + 1, at), flags, end: at + 1 + flags.length };
    }
  }
  throw new Stop(start, 'unterminated regular expression literal');
};
