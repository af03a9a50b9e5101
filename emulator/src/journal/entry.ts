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

const kinds: ReadonlySet<unknown> = new Set<Entry['kind']>(['format', 'rules', 'trigger', 'commit']);

export const printEntry = (entry: Entry): string => `${JSON.stringify(entry)}\n`;

/** Reads a line that {@link printEntry} wrote. `undefined` is a line that was cut short, or spoiled since. */
export const parseEntry = (line: string): Entry | undefined => {
  try {
    // Only an earlier process writes the file, whole lines at a time; what is not whole does not parse.
    const entry = JSON.parse(line) as Entry | null;
    return kinds.has(entry?.kind) ? (entry as Entry) : undefined;
  } catch {
    return undefined;
  }
};
