import { serverPaths } from '@causerie/contract';
import { kindOf } from '../reported.ts';
import { childrenOf, unchanged } from '../tree/tree.ts';
import { accountErased } from './accountErased.ts';
import { type Job, jobIdOf, readJob } from './job.ts';
import { memberLeft } from './memberLeft.ts';
import { roomClosed } from './roomClosed.ts';
import type { Progress, Workshop } from './stage.ts';

/** Nothing is tried for ever. */
const mostFailures = 5;
const mostRounds = 3;
/** Batches take seconds. Whoever has not written anything for that long has died. */
const stalledMs = 3 * 60_000;
/** Well within the time that an instance has for an event. */
const batchesMs = 25_000;
/** Of how many jobs it is asked whether they have stalled. */
const jobsLookedAt = 50;

/** A kind of job with its stages, in their order. */
const stagesOf = ({ task }: Job): readonly ((workshop: Workshop, cursor?: string) => Promise<Progress>)[] => {
  switch (task.kind) {
    case 'memberLeft':
      return memberLeft.map((stage) => (workshop, cursor) => stage(workshop, task, cursor));
    case 'roomClosed':
      return roomClosed.map((stage) => (workshop, cursor) => stage(workshop, task, cursor));
    case 'accountErased':
      return accountErased.map((stage) => (workshop, cursor) => stage(workshop, task, cursor));
  }
  throw new TypeError('A job of no known kind.');
};

type Outcome = 'stale' | 'waits' | 'goes_on' | 'begins_anew' | 'finished' | 'failed' | 'parked';

interface Next {
  readonly outcome: Outcome;
  /** The row from now on; none when the job is over. */
  readonly job?: Job;
  /** Why it was given up. */
  readonly error?: string;
}

const nextOf = (job: Job, progress: Progress, nowMs: number): Next => {
  const { cursor: _, waitUntil: __, ...row } = job;
  const written = { ...row, step: job.step + 1, failures: 0, at: nowMs };
  switch (progress) {
    case 'again':
      return job.rounds + 1 < mostRounds
        ? { outcome: 'begins_anew', job: { ...written, stage: 0, rounds: job.rounds + 1 } }
        : { outcome: 'parked', error: 'leftovers' };
    case 'done':
      return job.stage + 1 < stagesOf(job).length
        ? { outcome: 'goes_on', job: { ...written, stage: job.stage + 1 } }
        : { outcome: 'finished' };
    default:
      return {
        outcome: 'goes_on',
        job: {
          ...written,
          cursor: progress.goOnAt,
          ...(progress.waitUntil === undefined ? {} : { waitUntil: progress.waitUntil }),
        },
      };
  }
};

const nextAfterFailure = (job: Job, error: string, nowMs: number): Next =>
  job.failures + 1 < mostFailures
    ? { outcome: 'failed', job: { ...job, step: job.step + 1, failures: job.failures + 1, at: nowMs } }
    : { outcome: 'parked', error };

/** What came of a batch, and the row for the next one if that can begin at once. */
interface Ran {
  readonly outcome: Outcome;
  readonly next?: Job;
}

/**
 * Does one batch of the job that is in this row, and writes the row for the next. A row that is no longer the one in the tree was done
 * already. Should two instances do the same batch, one of them writes the row.
 *
 * @param goesOn whoever asks does the next batch too, so that nobody needs to be called for it
 */
export const runJob = async (workshop: Workshop, row: unknown, goesOn = false): Promise<Ran> => {
  const job = readJob(row);
  if (job === undefined) return { outcome: 'stale' };
  if ((job.waitUntil ?? 0) > workshop.nowMs) return { outcome: 'waits' };
  const path = serverPaths.job.at({ jobId: jobIdOf(job.task) });
  if (readJob(await workshop.tree.read(path))?.step !== job.step) return { outcome: 'stale' };

  const next = await (async (): Promise<Next> => {
    try {
      return nextOf(job, (await stagesOf(job)[job.stage]?.(workshop, job.cursor)) ?? 'done', workshop.nowMs);
    } catch (error) {
      return nextAfterFailure(job, kindOf(error), workshop.nowMs);
    }
  })();
  const isNext = goesOn && next.outcome === 'goes_on';
  await write(workshop, job, next, isNext);
  return { outcome: next.outcome, ...(isNext && next.job !== undefined ? { next: next.job } : {}) };
};

/**
 * Does the batches of a job one after the other, for a while; then the row that is written calls for another instance. Says what came of the
 * last one.
 */
export const runBatches = async (
  workshop: (nowMs: number) => Workshop,
  row: unknown,
  now = Date.now,
): Promise<Outcome> => {
  const untilMs = now() + batchesMs;
  let ran = await runJob(workshop(now()), row, true);
  while (ran.next !== undefined) ran = await runJob(workshop(now()), ran.next, now() < untilMs);
  return ran.outcome;
};

/** Puts the next row in the place of this one, if that is still there. */
const write = async ({ tree }: Workshop, job: Job, next: Next, isQuiet = false): Promise<void> => {
  const jobId = jobIdOf(job.task);
  // Kept before it goes: given up twice is the same row.
  if (next.outcome === 'parked')
    await tree.update(new Map([[serverPaths.parkedJob.at({ jobId }), { ...job, error: next.error }]]));
  const plan = (current: unknown): unknown =>
    readJob(current)?.step === job.step ? (next.job ?? null) : unchanged;
  await tree.change(serverPaths.job.at({ jobId }), plan, isQuiet);
};

/**
 * Takes up jobs that have not moved for long, by writing their rows anew: that calls for the next batch. Asked whenever another job begins
 * or ends, because nothing else goes on by itself here. Whatever ended the instance counts as a failure.
 *
 * @returns how many
 */
export const resumeStalled = async (workshop: Workshop): Promise<number> => {
  let resumed = 0;
  const { tree, nowMs } = workshop;
  const rows = childrenOf(await tree.read(serverPaths.jobs.pattern, { first: jobsLookedAt }));
  for (const row of rows.values()) {
    const job = readJob(row);
    if (job === undefined || nowMs - Math.max(job.at, job.waitUntil ?? 0) < stalledMs) continue;
    const { waitUntil, ...awake } = job;
    resumed += 1;
    // One after the other: each calls a function.
    await write(
      workshop,
      job,
      waitUntil === undefined
        ? nextAfterFailure(job, 'stalled', nowMs)
        : { outcome: 'goes_on', job: { ...awake, step: job.step + 1, at: nowMs } },
    );
  }
  return resumed;
};
