/**
 * A database as plain as can be: what the emulator and the SDK together ought to show is told from this. It shares no
 * line with either, and is never fast.
 */
export type Scalar = boolean | number | string;
export type Priority = number | string | null;
export type Json = null | Scalar | { readonly [key: string]: Json };

/** A place that has something: a scalar, or children. */
export interface Place {
  readonly value: Scalar | null;
  readonly priority: Priority;
  readonly children: ReadonlyMap<string, Place>;
}

/** Reads the export form; what is empty is no place. */
export const placeOf = (json: Json): Place | undefined => {
  if (json === null) return undefined;
  if (typeof json !== 'object') return { value: json, priority: null, children: new Map() };
  const entries = Object.entries(json);
  const priority = (entries.find(([key]) => key === '.priority')?.[1] ?? null) as Priority;
  const wrapped = entries.find(([key]) => key === '.value')?.[1];
  if (wrapped !== undefined)
    return wrapped === null ? undefined : { value: wrapped as Scalar, priority, children: new Map() };
  return withChildren(
    entries.filter(([key]) => !key.startsWith('.')).map(([key, child]) => [key, placeOf(child)]),
    priority,
  );
};

const withChildren = (
  entries: Iterable<readonly [string, Place | undefined]>,
  priority: Priority,
): Place | undefined => {
  const children = new Map([...entries].filter((entry): entry is [string, Place] => entry[1] !== undefined));
  return children.size === 0 ? undefined : { value: null, priority, children };
};

export const exported = (place: Place | undefined): Json => {
  if (place === undefined) return null;
  const { value, priority, children } = place;
  const weight = priority === null ? {} : { '.priority': priority };
  if (value !== null) return priority === null ? value : { '.value': value, ...weight };
  // `__proto__` set the plain way would vanish.
  return { ...Object.fromEntries([...children].map(([key, child]) => [key, exported(child)])), ...weight };
};

export const placeAt = (root: Place | undefined, path: readonly string[]): Place | undefined =>
  path.reduce<Place | undefined>((place, key) => place?.children.get(key), root);

/** The root after a write of one place. */
export const written = (
  root: Place | undefined,
  [key, ...rest]: readonly string[],
  place: Place | undefined,
): Place | undefined => {
  if (key === undefined) return place;
  const child = written(root?.children.get(key), rest, place);
  // Taking away what is not there leaves a scalar alone.
  if (child === undefined && root?.children.has(key) !== true) return root;
  const others = [...(root?.children ?? [])].filter(([other]) => other !== key);
  return withChildren([...others, [key, child]], root?.priority ?? null);
};

export const weighted = (
  root: Place | undefined,
  path: readonly string[],
  priority: Priority,
): Place | undefined => {
  const place = placeAt(root, path);
  return place === undefined ? root : written(root, path, { ...place, priority });
};
