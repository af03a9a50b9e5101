import type { TriggerRegistration } from '../engine/triggers.ts';
import type { Json } from '../tree/json.ts';

/** One thing that was promised to somebody, and must be true again after a restart. */
export type Entry =
  /** The first of each file. */
  | { readonly kind: 'format'; readonly format: number }
  | { readonly kind: 'rules'; readonly namespace: string; readonly text: string }
  | { readonly kind: 'trigger'; readonly registration: TriggerRegistration }
  /** The values that one commit left at the places it wrote, all or none of them. */
  | { readonly kind: 'commit'; readonly namespace: string; readonly writes: readonly Written[] };

/** A location in text form, and its value with priorities; `null` is nothing there. It may end in `.priority`. */
export type Written = readonly [path: string, value: Json];

/** The layout of the directory and of its entries. Who knows only lower ones must not touch the data. */
export const currentFormat = 1;
export const formatEntry: Entry = { kind: 'format', format: currentFormat };

export const printEntry = (entry: Entry): string => `${JSON.stringify(entry)}\n`;

/** Reads a line that {@link printEntry} wrote. `undefined` is a line that was cut short, or spoiled since. */
export const parseEntry = (line: string): Entry | undefined => {
  try {
    const entry: unknown = JSON.parse(line);
    return isEntry(entry) ? entry : undefined;
  } catch {
    return undefined;
  }
};

/** An earlier process wrote it, but who knows what has happened to the file. Whether values are data is looked at later. */
const isEntry = (entry: unknown): entry is Entry => {
  const fields = fieldsOf(entry);
  switch (fields['kind']) {
    case 'format':
      return typeof fields['format'] === 'number';
    case 'rules':
      return typeof fields['namespace'] === 'string' && typeof fields['text'] === 'string';
    case 'trigger':
      return typeof fieldsOf(fields['registration'])['namespace'] === 'string';
    case 'commit':
      return (
        typeof fields['namespace'] === 'string' &&
        Array.isArray(fields['writes']) &&
        fields['writes'].every((written) => Array.isArray(written) && typeof written[0] === 'string')
      );
    default:
      return false;
  }
};

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
