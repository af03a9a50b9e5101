import type { Databases } from '../engine/databases.ts';
import { DataProblem } from '../tree/dataProblem.ts';
import { fromJson, readPriority } from '../tree/json.ts';
import { emptyNode, type Node, nodeAt, withNodeAt, withPriority } from '../tree/node.ts';
import { isPathProblem, parsePath, priorityKey } from '../tree/path.ts';
import { DataDirectoryError } from './dataDirectoryError.ts';
import { currentFormat, type Entry, parseEntry, type Written } from './entry.ts';
import { logLines } from './logLines.ts';

export interface RestoreOptions {
  readonly file: string;
  readonly databases: Databases;
  readonly log: (line: string) => void;
}

interface Restored {
  /** How many bytes of the file are whole entries. */
  readonly bytes: number;
  /** Of the entry at the end that was cut short; it was acknowledged to nobody. */
  readonly tornBytes: number;
  readonly changes: number;
}

/**
 * Brings back what a log says. The last line may be cut short, as its writer may have died over it; anything else that
 * cannot be read means that the file was spoiled, and nothing may be built on it unseen.
 *
 * @throws {DataDirectoryError} for a spoiled file, and for one of a newer format
 */
export const restore = ({ file, databases, log }: RestoreOptions): Restored => {
  const roots = new Map<string, Node>();
  let bytes = 0;
  let changes = 0;
  let torn: { readonly begin: number; readonly end: number } | undefined;
  for (const line of logLines(file)) {
    if (torn !== undefined) throw spoiled(file, torn.begin, 'it cannot be read, and more follows it');
    const entry = line.isWhole ? parseEntry(line.text) : undefined;
    if (line.begin === 0 && entry?.kind !== 'format') throw spoiled(file, 0, 'it does not say its format');
    if (entry === undefined) {
      torn = line;
      continue;
    }
    if (entry.kind === 'commit') {
      const problem = write(entry.namespace, entry.writes, roots);
      if (problem !== undefined) throw spoiled(file, line.begin, problem);
    } else {
      const problem = apply(entry, databases);
      if (problem !== undefined) log(`Something that was kept no longer holds: ${problem}`);
    }
    if (entry.kind !== 'format') changes += 1;
    bytes = line.end;
  }
  for (const [namespace, root] of roots) {
    const database = databases.open(namespace);
    if ('problem' in database) throw new DataDirectoryError(database.problem);
    database.restore(root);
  }
  if (bytes === 0) throw spoiled(file, 0, 'nothing is there');
  return { bytes, tornBytes: (torn?.end ?? bytes) - bytes, changes };
};

const spoiled = (file: string, byte: number, problem: string): DataDirectoryError =>
  new DataDirectoryError(
    `${file} is damaged: of the entry at byte ${byte}, ${problem.trim()}. ` +
      `Bring the directory back from a copy, or keep a copy and cut the file off at byte ${byte} to go on with what is before.`,
  );

/** @returns what is wrong with the entry, or nothing */
const apply = (entry: Exclude<Entry, { kind: 'commit' }>, databases: Databases): string | undefined => {
  if (entry.kind === 'format') {
    if (entry.format <= currentFormat) return undefined;
    throw new DataDirectoryError(
      `The data was written by a newer version of this emulator, in format ${entry.format}; this one knows ${currentFormat}. Use the newer one.`,
    );
  }
  if (entry.kind === 'trigger') {
    const registered = databases.triggers.restore(entry.registration);
    return registered.ok ? undefined : `a function. ${registered.problem}`;
  }
  const { namespace, text } = entry;
  const database = databases.open(namespace);
  if ('problem' in database) return database.problem;
  const loaded = database.loadRules(text);
  return loaded.ok ? undefined : `the rules of ${namespace}, which is open to all now. ${loaded.problem}`;
};

/** Writes into the tree alone: nobody listens, and rules and functions have had their say. */
const write = (
  namespace: string,
  writes: readonly Written[],
  roots: Map<string, Node>,
): string | undefined => {
  let root = roots.get(namespace) ?? emptyNode;
  for (const [text, value] of writes) {
    const path = parsePath(text);
    if (isPathProblem(path)) return path.problem;
    if (path.at(-1) === priorityKey) {
      const owner = path.slice(0, -1);
      const priority = readPriority(value);
      if (priority instanceof DataProblem) return priority.problem;
      root = withNodeAt(root, owner, withPriority(nodeAt(root, owner), priority));
    } else {
      const node = fromJson(value, path.length);
      if (node instanceof DataProblem) return node.problem;
      root = withNodeAt(root, path, node);
    }
  }
  roots.set(namespace, root);
  return undefined;
};
