import { isLegalKey, report } from '@causerie/contract';
import type { Tree } from '../tree/tree.ts';
import { judge } from './judge.ts';

export type ReportOutcome = 'not_a_report' | 'guest' | 'noted' | 'silenced';

/**
 * Counts a report against the person it is about, if somebody with an account made it: who signs in as a guest can be as many people as they
 * like.
 */
export const handleReport = async (
  tree: Tree,
  value: unknown,
  hasAccount: (uid: string) => Promise<boolean>,
  nowMs: number,
): Promise<ReportOutcome> => {
  const made = report.read(value);
  if (made === undefined || !isLegalKey(made.about) || made.about === made.uid) return 'not_a_report';
  if (!(await hasAccount(made.uid))) return 'guest';
  const evidence = { kind: 'complaint', by: made.uid, at: made.at } as const;
  const { mutedUntil } = await judge(tree, made.about, evidence, nowMs);
  return mutedUntil > nowMs ? 'silenced' : 'noted';
};
