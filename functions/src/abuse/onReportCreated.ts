import { idPatterns, paths } from '@causerie/contract';
import { onValueCreated } from 'firebase-functions/v2/database';
import { accountsOf } from '../people/accounts.ts';
import { authOfProject } from '../people/auth.ts';
import { reported } from '../reported.ts';
import { treeOf } from '../tree/openTree.ts';
import { triggerOptions } from '../triggerOptions.ts';
import { handleReport } from './handleReport.ts';

let hasAccount: ((uid: string) => Promise<boolean>) | undefined;

/** Silences people about whom several others complain. */
export const onReportCreated = onValueCreated(
  { ...triggerOptions, ref: paths.report.pattern },
  async (event) => {
    const { reportId } = event.params;
    if (!idPatterns.report.test(reportId)) return;
    await reported('report counted', { reportId }, () => {
      hasAccount ??= accountsOf(authOfProject());
      return handleReport(treeOf(event), event.data.val(), hasAccount, Date.now());
    });
  },
);
