/**
 * What the checker knows of an expression before any data is there.
 *
 * - `Value`: something stored, from `val()` or `getPriority()`: a scalar or null, known only when the rule runs.
 * - `Auth`: `auth` and anything inside it; fits wherever a scalar does, but is never simply a boolean.
 * - `QueryValue`, `Ordering`: a bound or limit of `query`; the child it is ordered by.
 * - `Mixed`: a conditional whose two sides have little in common.
 * - `Method`: a method that is named but not called.
 * - `Failed`: a problem was already reported; fits everywhere, so that one mistake is one problem.
 */
export type StaticType =
  | 'Boolean'
  | 'Number'
  | 'String'
  | 'Null'
  | 'Value'
  | 'Auth'
  | 'Mixed'
  | 'Snapshot'
  | 'Query'
  | 'QueryValue'
  | 'Ordering'
  | 'Regex'
  | 'List'
  | 'Method'
  | 'Failed';

export type TypeSet = ReadonlySet<StaticType>;

const typeSet = (...types: readonly StaticType[]): TypeSet => new Set<StaticType>([...types, 'Failed']);

export const booleans = typeSet('Boolean');
export const strings = typeSet('String', 'Value', 'Auth', 'Mixed');
export const numbers = typeSet('Number', 'Value', 'Auth', 'Mixed', 'QueryValue', 'Ordering');
export const numbersOrStrings = typeSet('String', ...numbers);
export const scalars = typeSet('Boolean', 'Null', ...numbersOrStrings);

/** The type of a conditional. Scalars of which one may be a string behave like a stored value. */
export const eitherOf = (a: StaticType, b: StaticType): StaticType => {
  if (a === b) return a;
  if (a === 'Failed' || b === 'Failed') return 'Failed';
  const mayBeString = stringLike.has(a) || stringLike.has(b);
  return mayBeString && isPlain(a) && isPlain(b) ? 'Value' : 'Mixed';
};

const stringLike: TypeSet = new Set<StaticType>(['String', 'Value', 'Auth']);

const isPlain = (type: StaticType): boolean =>
  type === 'Boolean' || type === 'Number' || type === 'Null' || stringLike.has(type);
