import {
  type Database,
  get,
  query,
  type QueryConstraint,
  ref,
  remove as removeAt,
  set as setAt,
  setPriority as setPriorityAt,
  update as updateAt,
} from 'firebase/database';
import type { World } from './world.ts';

/** Something a person tries over a connection of theirs. Rejects when the database refuses. */
export type Operation = (actor: { readonly database: Database; readonly world: World }) => Promise<unknown>;

export const read =
  (path: string, ...constraints: readonly QueryConstraint[]): Operation =>
  ({ database }) =>
    get(query(ref(database, path), ...constraints));

export const set =
  (path: string, value: unknown): Operation =>
  ({ database }) =>
    setAt(ref(database, path), value);

export const remove =
  (path: string): Operation =>
  ({ database }) =>
    removeAt(ref(database, path));

/** Several places in one write, all or none. */
export const update =
  (values: Readonly<Record<string, unknown>>): Operation =>
  ({ database }) =>
    updateAt(ref(database), values);

export const setPriority =
  (path: string, priority: string | number): Operation =>
  ({ database }) =>
    setPriorityAt(ref(database, path), priority);

/** Somebody else does it. */
export const by =
  (who: string, operation: Operation): Operation =>
  ({ world }) =>
    operation({ world, database: world.as(who) });

/** Lets the server's clock run. */
export const wait =
  (ms: number): Operation =>
  async ({ world }) => {
    world.pass(ms);
  };

/** What the server does meanwhile, past the rules. */
export const server =
  (path: string, value: unknown): Operation =>
  async ({ world }) => {
    world.write(path, value);
  };

/** One after the other. Only the last may be refused; the others are how it comes about. */
export const inTurn = (...operations: readonly [...Operation[], Operation]): Operation => {
  const last = operations.at(-1);
  const before = operations.slice(0, -1);
  return async (actor) => {
    for (const [index, operation] of before.entries()) {
      try {
        // Each step happens in the world that the one before left.
        await operation(actor);
      } catch (error) {
        throw new Error(`Step ${index + 1} was refused: ${actor.world.lastDenial()}`, { cause: error });
      }
    }
    return last?.(actor);
  };
};
