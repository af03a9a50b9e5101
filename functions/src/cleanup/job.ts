import { serverPaths } from '@causerie/contract';
import { childrenOf, type Tree, unchanged } from '../tree/tree.ts';

/** What there is to clean up after. */
export type Task =
  | { readonly kind: 'memberLeft'; readonly roomId: string; readonly uid: string }
  | { readonly kind: 'roomClosed'; readonly roomId: string }
  | { readonly kind: 'accountErased'; readonly uid: string };

/** `jobs/{jobId}`: clean-up under way, a batch at a time. The row is written anew after each, and calls for the next. */
export interface Job {
  readonly task: Task;
  /** Which of its kind's stages comes next. */
  readonly stage: number;
  /** Where the stage goes on. */
  readonly cursor?: string;
  /** Nothing is to be done before this time, in milliseconds. */
  readonly waitUntil?: number;
  /** Counts the rows written, so that two instances cannot both write the same one. */
  readonly step: number;
  /** Batches in a row that failed, or whose instance died. */
  readonly failures: number;
  /** Times that the stages began anew, because something was left. */
  readonly rounds: number;
  /** When the row was written, in milliseconds. */
  readonly at: number;
}

/** The same clean-up has the same id, so that asking for it twice is asking once. */
export const jobIdOf = (task: Task): string => {
  switch (task.kind) {
    case 'memberLeft':
      return `left-${task.roomId}-${task.uid}`;
    case 'roomClosed':
      return `closed-${task.roomId}`;
    case 'accountErased':
      return `erased-${task.uid}`;
  }
  throw new TypeError('A task of no known kind.');
};

const readTask = (value: unknown): Task | undefined => {
  const fields = childrenOf(value);
  const [kind, roomId, uid] = [fields.get('kind'), fields.get('roomId'), fields.get('uid')];
  if (kind === 'memberLeft' && typeof roomId === 'string' && typeof uid === 'string')
    return { kind, roomId, uid };
  if (kind === 'roomClosed' && typeof roomId === 'string') return { kind, roomId };
  return kind === 'accountErased' && typeof uid === 'string' ? { kind, uid } : undefined;
};

export const readJob = (value: unknown): Job | undefined => {
  const fields = childrenOf(value);
  const task = readTask(fields.get('task'));
  const number = (name: string): number => Number(fields.get(name) ?? Number.NaN);
  const counts = {
    stage: number('stage'),
    step: number('step'),
    failures: number('failures'),
    rounds: number('rounds'),
    at: number('at'),
  };
  if (task === undefined || Object.values(counts).some(Number.isNaN)) return undefined;
  const cursor = fields.get('cursor');
  const waitUntil = fields.get('waitUntil');
  return {
    task,
    ...counts,
    ...(typeof cursor === 'string' ? { cursor } : {}),
    ...(typeof waitUntil === 'number' ? { waitUntil } : {}),
  };
};

/** Asks for a clean-up, unless it is under way. */
export const askFor = async (tree: Tree, task: Task, nowMs: number): Promise<void> => {
  const first: Job = { task, stage: 0, step: 0, failures: 0, rounds: 0, at: nowMs };
  await tree.change(serverPaths.job.at({ jobId: jobIdOf(task) }), (current) =>
    current === null ? first : unchanged,
  );
};
