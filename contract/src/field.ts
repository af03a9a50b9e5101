import { plainLine } from './plainLine.ts';
import { visible } from './visible.ts';

/**
 * A field says two things: what a write must satisfy, and how a reader recognises the value. The first is strict and
 * knows the limits; the second knows only the shape, so that lowering a limit does not hide what was written before.
 * The law between them, held by a test: whatever rules accept, readers recognise.
 */
export interface Field<T> {
  /** Rule text about `newData`, which is the field itself. */
  readonly rule: string;
  readonly recognise: (value: unknown) => value is T;
  /** `false`: a record without it is still a record. */
  readonly required: boolean;
}

/** The types say whether a field is required, so that a record's type knows what may be missing. */
export interface RequiredField<T> extends Field<T> {
  readonly required: true;
}
export interface OptionalField<T> extends Field<T> {
  readonly required: false;
}

const isString = (value: unknown): value is string => typeof value === 'string';
const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/** Text of at most `max` UTF-16 code units, with something to see in it. */
export const text = (max: number): RequiredField<string> => ({
  rule: `newData.isString() && newData.val().length <= ${max} && newData.val().matches(/${visible.source}/)`,
  recognise: isString,
  required: true,
});

/** The same in one line that hides and reverses nothing: what names a place must look like what it is. */
export const line = (max: number): RequiredField<string> => ({
  ...text(max),
  rule: `${text(max).rule} && newData.val().matches(/${plainLine.source}/)`,
});

/** Text of a form, given in the subset of regular expressions that rules understand. */
export const matching = (pattern: RegExp): RequiredField<string> => ({
  rule: `newData.isString() && newData.val().matches(/${pattern.source}/)`,
  recognise: isString,
  required: true,
});

/** A text that is one key of the tree, of at most `max` UTF-16 code units: nothing in it leads to another place. */
export const key = (max: number): RequiredField<string> =>
  matching(new RegExp(`^[^.#$\\/\\[\\]]{1,${max}}$`));

/** One of a few words. */
export const oneOf = <const Words extends readonly string[]>(words: Words): RequiredField<Words[number]> => ({
  rule: words.map((word) => `newData.val() === '${word}'`).join(' || '),
  recognise: (value): value is Words[number] => words.some((word) => word === value),
  required: true,
});

/** Whole number from 0 to `bound` − 1. */
export const wholeBelow = (bound: number): RequiredField<number> => ({
  rule: `newData.isNumber() && newData.val() >= 0 && newData.val() < ${bound} && newData.val() % 1 === 0`,
  recognise: isTime,
  required: true,
});

export const flag: RequiredField<boolean> = {
  rule: 'newData.isBoolean()',
  recognise: (value): value is boolean => typeof value === 'boolean',
  required: true,
};

/** The server's clock at the write, in milliseconds. A client sends the timestamp placeholder; any other value is refused. */
export const serverTime: RequiredField<number> = {
  rule: 'newData.val() === now',
  recognise: isTime,
  required: true,
};

/** An instant that the server's clock has passed, in milliseconds. */
export const pastTime: RequiredField<number> = {
  rule: 'newData.isNumber() && newData.val() <= now',
  recognise: isTime,
  required: true,
};

/** Held to its rule at the first write; later writes keep what it is. */
export const once = <T>(field: RequiredField<T>): RequiredField<T> => ({
  ...field,
  rule: `data.exists() ? newData.val() === data.val() : ${field.rule}`,
});

/** The server's clock at the first write. */
export const serverTimeOnce: RequiredField<number> = once(serverTime);

/** A time to come, at most `maxMs` milliseconds from the write. */
export const timeWithin = (maxMs: number): RequiredField<number> => ({
  rule: `newData.isNumber() && newData.val() > now && newData.val() <= now + ${maxMs}`,
  recognise: isTime,
  required: true,
});

/** A time that the server writes, in milliseconds; absent until then. */
export const serverOnlyTime: OptionalField<number> = { rule: 'false', recognise: isTime, required: false };

/** The uid of the person who writes. */
export const ownUid: RequiredField<string> = {
  rule: 'newData.val() === auth.uid',
  recognise: isString,
  required: true,
};

/** The uid of a person, whoever it is; 128 code units are the most that Firebase allows. */
export const somebody: RequiredField<string> = {
  rule: 'newData.isString() && newData.val().length <= 128',
  recognise: isString,
  required: true,
};

/** A mark: there and true, or not there. */
export const mark: RequiredField<true> = {
  rule: 'newData.val() === true',
  recognise: (value): value is true => value === true,
  required: true,
};

/** Written by functions and never by a client; absent until then. */
export const serverOnly: OptionalField<string> = { rule: 'false', recognise: isString, required: false };

export const optional = <T>(field: Field<T>): OptionalField<T> => ({ ...field, required: false });
