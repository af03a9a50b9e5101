import type { Source } from './source.ts';

/** What became of a write, and how long that took, in milliseconds. */
export type Verdict =
  { readonly state: 'waiting' } | { readonly state: 'stored' | 'denied' | 'failed'; readonly tookMs: number };

/** One write of this page. */
export interface LoggedWrite {
  /** Counts up, from 0. */
  readonly id: number;
  /** `leaving`: the server is to do it when the connection ends. */
  readonly kind: 'now' | 'leaving';
  /** Milliseconds since 1970, by this device's clock. */
  readonly atMs: number;
  /** Paths and what was to be stored there; `null` removes. */
  readonly changes: ReadonlyMap<string, unknown>;
  readonly verdict: Verdict;
}

const writesMax = 200;

let writes: readonly LoggedWrite[] = [];
let count = 0;
const listeners = new Set<() => void>();

/** The last writes of this page, oldest first. Only a page that is served for developing notes any. */
export const writeLog: Source<readonly LoggedWrite[]> = {
  current: () => writes,
  subscribe: (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

const become = (next: readonly LoggedWrite[]): void => {
  writes = next;
  for (const listener of listeners) listener();
};

/** Notes a write that has just been sent, and, when it comes, what the server answered. */
export const noteWrite = (
  kind: LoggedWrite['kind'],
  changes: ReadonlyMap<string, unknown>,
  answer: Promise<unknown>,
): void => {
  const id = count;
  const sentMs = performance.now();
  count += 1;
  become(
    [...writes, { id, kind, atMs: Date.now(), changes, verdict: { state: 'waiting' } } as const].slice(
      -writesMax,
    ),
  );
  const judge = (state: 'stored' | 'denied' | 'failed'): void => {
    const verdict = { state, tookMs: performance.now() - sentMs };
    become(writes.map((write) => (write.id === id ? { ...write, verdict } : write)));
  };
  answer.then(
    () => judge('stored'),
    (error: unknown) => judge(Object(error).code === 'PERMISSION_DENIED' ? 'denied' : 'failed'),
  );
};
