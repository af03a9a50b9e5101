import type { Field } from './field.ts';

type Fields = Readonly<Record<string, Field<unknown>>>;
type ValueOf<F> = F extends Field<infer T> ? T : never;

/** The value that a record of these fields has for a reader. A field that may be missing is `undefined` then. */
export type RecordOf<F extends Fields> = {
  readonly [Name in keyof F]: ValueOf<F[Name]> | ([F[Name]['required']] extends [true] ? never : undefined);
};

export interface RecordShape<F extends Fields> {
  readonly fields: F;
  /** Reads a value that came from the database. `undefined` when it is not such a record; unknown fields are ignored. */
  read(value: unknown): RecordOf<F> | undefined;
}

export const record = <const F extends Fields>(fields: F): RecordShape<F> => ({
  fields,
  read: (value) => readRecord(fields, value),
});

/** Looks at own properties only: a stored key `__proto__` becomes the prototype of the object the SDK returns. */
const readRecord = <F extends Fields>(fields: F, value: unknown): RecordOf<F> | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const own = new Map<string, unknown>(Object.entries(value));
  const found: [string, unknown][] = [];
  for (const [name, field] of Object.entries(fields)) {
    const given = own.get(name);
    if (given === undefined ? field.required : !field.recognise(given)) return undefined;
    found.push([name, given]);
  }
  // The loop above is the check that this cast needs.
  return Object.fromEntries(found) as RecordOf<F>;
};
