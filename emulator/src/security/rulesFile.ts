import { languageLimits } from './languageLimits.ts';
import { parsing, Stop, type Parsed } from './problem.ts';

/**
 * Reads the JSON dialect of rules files: comments, trailing commas, and line breaks and tabs inside strings are
 * allowed. Every value knows where it stood, and a string knows where each of its units stood, so that a mistake inside
 * an expression can be reported at its place in the file even behind escapes.
 *
 * Only the syntax is judged here; what the keys mean is known to `ruleTree.ts`. The messages are the service's own.
 */
export type FileValue = FileObject | FileArray | FileString | FilePlain;

export interface FileObject {
  readonly kind: 'object';
  readonly offset: number;
  readonly entries: readonly FileEntry[];
}

export interface FileEntry {
  readonly key: FileString;
  readonly value: FileValue;
}

export interface FileArray {
  readonly kind: 'array';
  readonly offset: number;
  readonly items: readonly FileValue[];
}

export interface FileString {
  readonly kind: 'string';
  /** Of the opening quote. */
  readonly offset: number;
  readonly value: string;
  /** Where the unit at `index` of the value stands in the file; the length gives the closing quote. */
  offsetOf(index: number): number;
}

export interface FilePlain {
  readonly kind: 'plain';
  readonly offset: number;
  readonly value: number | boolean | null;
}

export const invalidRule = "Invalid rule expression.  Expected 'true', 'false', or an expression string.";
export const invalidIndex = 'Invalid indexOn expression. Must be either a string or an array of strings';
const tooDeep = `Rules are nested too deeply: at most ${languageLimits.fileNesting} levels are allowed.`;

const ruleKeys: ReadonlySet<string> = new Set(['.read', '.write', '.validate']);

/** What is said when something stands where the value of `key` should. */
const expectedFor = (key: string): string => {
  if (ruleKeys.has(key)) return invalidRule;
  return key === '.indexOn' ? invalidIndex : "Expected '{'.";
};

/** The whole file as an object, or the first thing in it that is not of the dialect. */
export const parseRulesFile = (text: string): Parsed<FileObject> =>
  parsing(() => {
    const reader = new FileReader(text);
    const file = reader.object(0, 'Parse error.');
    reader.end();
    return file;
  });

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

const word = /[\w.+-]+/y;
const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const plainWords: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);
const fourHexDigits = /^[\da-fA-F]{4}$/;

class FileReader {
  readonly #text: string;
  #at: number;

  constructor(text: string) {
    this.#text = text;
    // Editors on Windows like to put a byte order mark in front.
    this.#at = text.startsWith('\uFEFF') ? 1 : 0;
  }

  /** Skips what means nothing and gives the character that comes next; '' at the end. */
  #next(): string {
    for (;;) {
      const character = this.#text.charAt(this.#at);
      if (character === ' ' || character === '\n' || character === '\r' || character === '\t') this.#at += 1;
      else if (character === '/') this.#comment();
      else return character;
    }
  }

  #comment(): void {
    const start = this.#at;
    const opening = this.#text.slice(start, start + 2);
    if (opening === '//') {
      const end = this.#text.indexOf('\n', start);
      this.#at = end === -1 ? this.#text.length : end;
    } else if (opening === '/*') {
      const end = this.#text.indexOf('*/', start + 2);
      if (end === -1) throw new Stop(start, 'Unterminated comment.');
      this.#at = end + 2;
    } else {
      throw new Stop(start, "Unexpected '/'.");
    }
  }

  #expect(character: string, message: string): void {
    if (this.#next() !== character) throw new Stop(this.#at, message);
    this.#at += 1;
  }

  end(): void {
    if (this.#next() !== '') throw new Stop(this.#at, 'Parse error.');
  }

  /** `depth` counts the objects and arrays around this one; `orElse` is the message when no object stands here. */
  object(depth: number, orElse: string): FileObject {
    this.#expect('{', orElse);
    const offset = this.#at - 1;
    if (depth >= languageLimits.fileNesting) throw new Stop(offset, tooDeep);
    const entries: FileEntry[] = [];
    if (this.#next() === ',') throw new Stop(this.#at, "Unexpected ','.");
    while (this.#next() !== '}') {
      if (this.#next() !== '"') throw new Stop(this.#at, "Expected '\"'.");
      const key = this.#string();
      this.#expect(':', "Expected ':'.");
      entries.push({ key, value: this.#value(depth + 1, expectedFor(key.value)) });
      if (this.#next() === ',') this.#at += 1;
      else if (this.#next() !== '}') throw new Stop(this.#at, "Expected ',' or '}'.");
    }
    this.#at += 1;
    return { kind: 'object', offset, entries };
  }

  #array(depth: number, orElse: string): FileArray {
    const offset = this.#at;
    if (depth >= languageLimits.fileNesting) throw new Stop(offset, tooDeep);
    this.#at += 1;
    const items: FileValue[] = [];
    while (this.#next() !== ']') {
      items.push(this.#value(depth + 1, orElse));
      if (this.#next() === ',') this.#at += 1;
      else if (this.#next() !== ']') throw new Stop(this.#at, "Expected ',' or ']'.");
    }
    this.#at += 1;
    return { kind: 'array', offset, items };
  }

  #value(depth: number, orElse: string): FileValue {
    switch (this.#next()) {
      case '{':
        return this.object(depth, orElse);
      case '[':
        return this.#array(depth, orElse);
      case '"':
        return this.#string();
      default:
        return this.#plain(orElse);
    }
  }

  #plain(orElse: string): FilePlain {
    const offset = this.#at;
    word.lastIndex = offset;
    const found = word.exec(this.#text)?.[0] ?? '';
    const named = plainWords.get(found);
    const value = named === undefined && jsonNumber.test(found) ? Number(found) : named;
    if (value === undefined) throw new Stop(offset, orElse);
    this.#at += found.length;
    return { kind: 'plain', offset, value };
  }

  #string(): FileString {
    const start = this.#at;
    const { value, escapeEnds } = this.#units(start);
    return {
      kind: 'string',
      offset: start,
      value,
      // Each escape before a unit moves it right by what the escape is longer than the one unit it stands for.
      offsetOf: (index) => {
        let low = 0;
        let high = escapeEnds.length;
        while (low < high) {
          const middle = (low + high) >>> 1;
          if ((escapeEnds[middle]?.unit ?? 0) <= index) low = middle + 1;
          else high = middle;
        }
        return start + 1 + index + (escapeEnds[low - 1]?.moved ?? 0);
      },
    };
  }

  /** Reads a string from its opening quote on. Units from an escape on are `moved` further right than they would be. */
  #units(start: number): { value: string; escapeEnds: readonly { unit: number; moved: number }[] } {
    const text = this.#text;
    const pieces: string[] = [];
    const escapeEnds: { unit: number; moved: number }[] = [];
    let length = 0;
    let moved = 0;
    let pieceStart = start + 1;
    for (let at = pieceStart; at < text.length; at += 1) {
      const character = text.charAt(at);
      if (character === '"') {
        pieces.push(text.slice(pieceStart, at));
        this.#at = at + 1;
        return { value: pieces.join(''), escapeEnds };
      }
      if (character !== '\\') continue;
      const escaped = this.#escape(at);
      pieces.push(text.slice(pieceStart, at), escaped.unit);
      length += at - pieceStart + 1;
      moved += escaped.size - 1;
      escapeEnds.push({ unit: length, moved });
      pieceStart = at + escaped.size;
      at = pieceStart - 1;
    }
    throw new Stop(start, 'Unterminated string.');
  }

  #escape(at: number): { unit: string; size: number } {
    const letter = this.#text.charAt(at + 1);
    const unit = escapes.get(letter);
    if (unit !== undefined) return { unit, size: 2 };
    const digits = this.#text.slice(at + 2, at + 6);
    if (letter === 'u' && fourHexDigits.test(digits)) {
      return { unit: String.fromCharCode(Number.parseInt(digits, 16)), size: 6 };
    }
    throw new Stop(at, `Invalid escape: '\\${letter}'`);
  }
}
