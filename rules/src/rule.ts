import type { Field, PathPattern, RecordShape } from '@causerie/contract';
import { all, any, type Expression, noPriority } from './predicates.ts';

type Fields = Readonly<Record<string, Field<unknown>>>;

/** What the rules say about one place. Every part is optional; what is not granted is refused. */
export interface Rule {
  /** Keys from the root down, such as `['messages', '$roomId', '$messageId']`. */
  readonly keys: readonly string[];
  readonly read?: Expression;
  readonly write?: Expression;
  readonly validate?: Expression;
  readonly indexOn?: readonly string[];
  /** The condition on each child that the place may have; there may be no others. */
  readonly children?: ReadonlyMap<string, Expression>;
}

interface RuleParts<F extends Fields> {
  readonly read?: Expression;
  readonly write?: Expression;
  readonly indexOn?: readonly string[];
  /** The record that is stored here: all its required fields, each as the contract says, and nothing else. */
  readonly record?: RecordShape<F>;
  /** Another record that may be here instead: one or the other, no mixture. */
  readonly or?: RecordShape<Fields>;
  /** Asked of the whole value, besides what the record asks. */
  readonly validate?: Expression;
  /** Asked of single fields, besides what the record asks. */
  readonly fields?: { readonly [Name in keyof F]?: Expression };
}

export const rule = <const F extends Fields>(
  place: PathPattern<string>,
  { record, or, validate, fields = {}, ...granted }: RuleParts<F>,
): Rule => ({
  keys: place.ruleKeys,
  ...granted,
  ...(record === undefined
    ? validate !== undefined && { validate }
    : {
        validate: all(
          or === undefined ? hasRequired(record.fields) : oneOfShapes([record.fields, or.fields]),
          noPriority,
          ...(validate === undefined ? [] : [validate]),
        ),
        children: childrenOf({ ...or?.fields, ...record.fields }, new Map(Object.entries(fields))),
      }),
});

/** Of several records all that one requires, and nothing that only others have. */
const oneOfShapes = (shapes: readonly Fields[]): Expression => {
  const names = new Set(shapes.flatMap((fields) => Object.keys(fields)));
  return any(
    ...shapes.map((fields) =>
      all(
        hasRequired(fields),
        ...[...names]
          .filter((name) => !Object.hasOwn(fields, name))
          .map((name) => `!newData.child('${name}').exists()`),
      ),
    ),
  );
};

const hasRequired = (fields: Fields): Expression => {
  const names = Object.entries(fields).flatMap(([name, field]) => (field.required ? [`'${name}'`] : []));
  return `newData.hasChildren([${names.join(', ')}])`;
};

const childrenOf = (
  fields: Fields,
  besides: ReadonlyMap<string, Expression | undefined>,
): ReadonlyMap<string, Expression> =>
  new Map(
    Object.entries(fields).map(([name, field]) => {
      const more = besides.get(name);
      return [name, all(field.rule, noPriority, ...(more === undefined ? [] : [more]))];
    }),
  );
