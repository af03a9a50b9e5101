import type { Tree } from '../tree/tree.ts';

/** What a batch may use. */
export interface Workshop {
  readonly tree: Tree;
  readonly nowMs: number;
  /** Keeps somebody from signing in again. */
  readonly lockOut: (uid: string) => Promise<void>;
  /** Takes the account away. Not having one is no failure. */
  readonly removeAccount: (uid: string) => Promise<void>;
}

/**
 * What a batch came to. `again`: something is left that the stages before should have taken away. Otherwise the stage goes on at a cursor, and
 * not before a time, if one is given, in milliseconds.
 */
export type Progress = 'done' | 'again' | { readonly goOnAt: string; readonly waitUntil?: number };

/** One batch of a stage: bounded work that does no harm when it is done twice, because it may be. `cursor` is where the last one left off. */
export type Stage<T> = (workshop: Workshop, task: T, cursor: string | undefined) => Promise<Progress>;

/** Not finished, and nothing to remember: what is left to do is what is left. */
export const unfinished: Progress = { goOnAt: '' };

/** How many children one read takes. Of messages, that is at most a few megabytes. */
export const batchSize = 50;
