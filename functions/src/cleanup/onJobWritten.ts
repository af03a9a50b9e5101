import { serverPaths } from '@causerie/contract';
import { onValueWritten } from 'firebase-functions/v2/database';
import { isUnknownUser } from '../people/accounts.ts';
import { authOfProject } from '../people/auth.ts';
import { reported } from '../reported.ts';
import { treeOf } from '../tree/openTree.ts';
import { triggerOptions } from '../triggerOptions.ts';
import { readJob } from './job.ts';
import { resumeStalled, runBatches } from './runJob.ts';
import type { Workshop } from './stage.ts';

const unlessUnknown = async (work: Promise<unknown>): Promise<void> => {
  try {
    await work;
  } catch (error) {
    if (!isUnknownUser(error)) throw error;
  }
};

/** Does the next batches of a clean-up. Writing the row for those after them calls this again. */
export const onJobWritten = onValueWritten(
  { ...triggerOptions, ref: serverPaths.job.pattern },
  async ({ data: { before, after }, ...event }) => {
    const tree = treeOf(event);
    const workshop = (nowMs: number): Workshop => ({
      tree,
      nowMs,
      lockOut: (uid) => unlessUnknown(authOfProject().updateUser(uid, { disabled: true })),
      removeAccount: (uid) => unlessUnknown(authOfProject().deleteUser(uid)),
    });
    const row: unknown = after.val();
    if (after.exists()) await reported('clean-up', describe(row), () => runBatches(workshop, row));
    if (before.exists() && after.exists()) return;
    await reported(
      'stalled clean-up looked for',
      {},
      async () => `${await resumeStalled(workshop(Date.now()))} resumed`,
    );
  },
);

/** What may be logged of a row: what it is and how far, not about whom. */
const describe = (row: unknown): Readonly<Record<string, unknown>> => {
  const job = readJob(row);
  return job === undefined
    ? {}
    : { kind: job.task.kind, stage: job.stage, step: job.step, failures: job.failures };
};
