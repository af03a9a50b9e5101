import { languageLimits } from './languageLimits.ts';
import { tooLong } from './operators.ts';
import type { Matcher } from './patternMatcher.ts';
import type { QueryValues } from './queryValues.ts';
import { objectValue, type Result, type Scope, type Snapshot } from './scope.ts';
import { nodeAt } from '../tree/node.ts';
import type { Path } from '../tree/path.ts';
import type { StaticType } from './staticType.ts';
import { containsText, splitText } from './textSearch.ts';

/**
 * Every variable, property and method that rules can name, each once: its type, what it takes, and what it does.
 * Adding a method here is all there is to do: checker, compiler and explanations read these tables.
 */
export type RuleKind = '.read' | '.write' | '.validate';

export interface VariableDefinition {
  readonly type: StaticType;
  /** Said in the one kind of rule that may not use it. */
  readonly refusedIn?: { readonly kind: RuleKind; readonly message: string };
  readonly read: (scope: Scope) => Result;
}

export const variables: ReadonlyMap<string, VariableDefinition> = new Map<string, VariableDefinition>([
  ['auth', { type: 'Auth', read: (scope) => scope.auth }],
  [
    'now',
    {
      type: 'Number',
      read: (scope) => {
        scope.usedNow = true;
        return scope.nowMs;
      },
    },
  ],
  ['root', { type: 'Snapshot', read: (scope) => scope.root }],
  ['data', { type: 'Snapshot', read: (scope) => scope.data }],
  [
    'newData',
    {
      type: 'Snapshot',
      refusedIn: { kind: '.read', message: 'newData is invalid in .read expressions.' },
      read: (scope) => scope.newData,
    },
  ],
  ['query', { type: 'Query', read: (scope) => scope.query }],
]);

const queryTypes = {
  orderByChild: 'Ordering',
  orderByKey: 'Boolean',
  orderByValue: 'Boolean',
  orderByPriority: 'Boolean',
  startAt: 'QueryValue',
  endAt: 'QueryValue',
  equalTo: 'QueryValue',
  limitToFirst: 'QueryValue',
  limitToLast: 'QueryValue',
} as const satisfies Record<keyof QueryValues, StaticType>;

export const queryProperties: ReadonlyMap<string, StaticType> = new Map(Object.entries(queryTypes));

/** A method by what it takes; `run` gets arguments that are already what they should be. */
export type Method = SnapshotMethod | StringMethod;

export type SnapshotMethod = { readonly on: 'Snapshot'; readonly result: StaticType } & (
  | { readonly takes: 'nothing'; readonly run: (scope: Scope, self: Snapshot) => Result }
  | {
      /** A path to something below; `at` is the snapshot there. */
      readonly takes: 'path';
      readonly run: (scope: Scope, at: Snapshot) => Result;
    }
  | {
      /** A list of such paths, each as its keys. */
      readonly takes: 'names';
      readonly run: (scope: Scope, self: Snapshot, names: readonly Path[] | undefined) => Result;
    }
);

export type StringMethod = { readonly on: 'String'; readonly result: StaticType } & (
  | { readonly takes: 'nothing'; readonly run: (self: string) => Result }
  | { readonly takes: 'string'; readonly run: (self: string, text: string) => Result }
  | {
      readonly takes: 'two strings';
      readonly run: (scope: Scope, self: string, first: string, second: string) => Result;
    }
  | { readonly takes: 'regex'; readonly run: (scope: Scope, self: string, matches: Matcher) => Result }
);

/** Notes that the outcome of the rule depends on what is at the location. */
const look = (scope: Scope, at: Snapshot): Snapshot => {
  scope.looked?.push(at);
  return at;
};

/** The keys of a path given to a rule. One that cannot be a key leads, like any unknown one, to where nothing is. */
export const keysOf = (path: string): Path => {
  const keys: string[] = [];
  let start = 0;
  while (keys.length < languageLimits.childKeys && start < path.length) {
    const slash = path.indexOf('/', start);
    const end = slash === -1 ? path.length : slash;
    if (end > start) keys.push(path.slice(start, end));
    start = end + 1;
  }
  return keys;
};

export const childAt = (from: Snapshot, keys: Path): Snapshot => {
  let at = from;
  for (const key of keys) at = at.child(key);
  return at;
};

/** The snapshot at a path below, which mostly is one key. */
export const descend = (from: Snapshot, path: string): Snapshot =>
  path === '' || path.includes('/') ? childAt(from, keysOf(path)) : from.child(path);

const isThere = (scope: Scope, at: Snapshot): boolean => look(scope, at).node.kind !== 'empty';

/** Nobody is told of the places when nobody wants to know where a rule looked. */
const hasEach = (scope: Scope, self: Snapshot, names: readonly Path[]): boolean => {
  for (const keys of names) {
    const isMissing =
      scope.looked === undefined
        ? nodeAt(self.node, keys).kind === 'empty'
        : !isThere(scope, childAt(self, keys));
    if (isMissing) return false;
  }
  return true;
};

const hasType = (name: 'string' | 'number' | 'boolean'): SnapshotMethod => ({
  on: 'Snapshot',
  takes: 'nothing',
  result: 'Boolean',
  run: (scope, self) => {
    const { node } = look(scope, self);
    return node.kind === 'leaf' && typeof node.value === name;
  },
});

const textTest = (test: (self: string, text: string) => boolean): StringMethod => ({
  on: 'String',
  takes: 'string',
  result: 'Boolean',
  run: test,
});

export const methods: ReadonlyMap<string, Method> = new Map<string, Method>([
  [
    'val',
    {
      on: 'Snapshot',
      takes: 'nothing',
      result: 'Value',
      run: (scope, self) => {
        const { node } = look(scope, self);
        if (node.kind === 'leaf') return node.value;
        return node.kind === 'empty' ? null : objectValue;
      },
    },
  ],
  ['exists', { on: 'Snapshot', takes: 'nothing', result: 'Boolean', run: isThere }],
  ['isString', hasType('string')],
  ['isNumber', hasType('number')],
  ['isBoolean', hasType('boolean')],
  [
    'getPriority',
    {
      on: 'Snapshot',
      takes: 'nothing',
      result: 'Value',
      run: (scope, self) => look(scope, self).node.priority,
    },
  ],
  [
    'parent',
    {
      on: 'Snapshot',
      takes: 'nothing',
      result: 'Snapshot',
      run: (scope, self) => self.parent ?? scope.fail('parent() was called on the root, which has none.'),
    },
  ],
  ['child', { on: 'Snapshot', takes: 'path', result: 'Snapshot', run: (_scope, at) => at }],
  ['hasChild', { on: 'Snapshot', takes: 'path', result: 'Boolean', run: isThere }],
  [
    'hasChildren',
    {
      on: 'Snapshot',
      takes: 'names',
      result: 'Boolean',
      run: (scope, self, names) =>
        names === undefined ? look(scope, self).node.kind === 'branch' : hasEach(scope, self, names),
    },
  ],
  ['contains', textTest(containsText)],
  ['beginsWith', textTest((self, text) => self.startsWith(text))],
  ['endsWith', textTest((self, text) => self.endsWith(text))],
  ['toLowerCase', { on: 'String', takes: 'nothing', result: 'String', run: (self) => self.toLowerCase() }],
  ['toUpperCase', { on: 'String', takes: 'nothing', result: 'String', run: (self) => self.toUpperCase() }],
  [
    'replace',
    {
      on: 'String',
      takes: 'two strings',
      result: 'String',
      // Taken apart and joined: `replaceAll` would read `$&` in the replacement as an order.
      run: (scope, self, search, replacement) => replaceEach(scope, self, search, replacement),
    },
  ],
  [
    'matches',
    {
      on: 'String',
      takes: 'regex',
      result: 'Boolean',
      run: (scope, self, matches) =>
        matches(self) ?? scope.fail(`A text of ${self.length} characters is too long for the pattern.`),
    },
  ],
]);

const replaceEach = (scope: Scope, text: string, search: string, replacement: string): Result => {
  // Rules fold texts by hundreds of these in a row, and most find nothing.
  if (!containsText(text, search)) return text;
  // An empty search stands before, between and behind all characters.
  const pieces = search === '' ? ['', ...text.split(''), ''] : splitText(text, search);
  const length = text.length + (pieces.length - 1) * (replacement.length - search.length);
  // Measured before it is built, or a value of a megabyte could ask for a terabyte.
  return length > languageLimits.stringUnits ? scope.fail(tooLong) : pieces.join(replacement);
};

const oneString = {
  count: (name: string) => `${name}() expects 1 argument.`,
  type: (name: string) => `${name}() expects a string argument.`,
} as const;

/** What each kind of parameter list says about arguments that do not fit it. */
export const parameterMessages = {
  nothing: { count: (name: string) => `${name}() expects no arguments.` },
  string: oneString,
  path: oneString,
  'two strings': {
    count: (name: string) => `${name}() expects two arguments.`,
    type: (name: string, index: number) => `Argument ${index + 1} of ${name}() must be a string.`,
  },
  names: {
    count: (name: string) => `${name}() expects only a single argument (containing an array of child names).`,
    list: (name: string) => `${name}() expects an array of child names.`,
    type: (name: string) => `${name}() expects an array of strings.`,
  },
  regex: {
    count: (name: string) => `${name}() expects 1 regular expression literal argument.`,
    type: (name: string) => `${name}() expects a regular expression literal argument.`,
  },
} as const satisfies Record<Method['takes'], object>;
