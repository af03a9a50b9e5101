import { paths, serverPaths } from '@causerie/contract';
import { childrenOf, type Tree, unchanged } from '../tree/tree.ts';
import { type Evidence, readLedger, type Sentence, sentenceOf, withEvidence, writeLedger } from './ledger.ts';

/**
 * Enters what somebody did into their ledger, and carries out what follows from it. The ledger decides, in one compare and set; the sanction
 * is only derived from it. So whoever comes second, on another instance too, finds the same and writes the same, and what was left undone
 * by an instance that died is done by the next event.
 */
export const judge = async (
  tree: Tree,
  uid: string,
  evidence: Evidence,
  nowMs: number,
): Promise<Sentence> => {
  const stored = await tree.change(serverPaths.abuse.at({ uid }), (current) => {
    const before = readLedger(current);
    const after = withEvidence(before, evidence, nowMs);
    return after === before ? unchanged : writeLedger(after);
  });
  const sentence = sentenceOf(readLedger(stored));
  if (sentence.mutedUntil > nowMs)
    await tree.change(paths.sanction.at({ uid }), (current) => atLeast(current, sentence));
  return sentence;
};

/** A sanction is never shortened, whoever gave it: one event may be older than another, and an operator may have meant more. */
const atLeast = (current: unknown, { mutedUntil, bannedUntil }: Sentence): unknown => {
  const given = childrenOf(current);
  const until = (name: string, atLeastMs: number): readonly [string, number][] => {
    const time = given.get(name);
    const longest = Math.max(typeof time === 'number' ? time : 0, atLeastMs);
    return longest > 0 ? [[name, longest]] : [];
  };
  const due = new Map([...until('mutedUntil', mutedUntil), ...until('bannedUntil', bannedUntil)]);
  return [...due].every(([name, time]) => given.get(name) === time)
    ? unchanged
    : Object.fromEntries([...given, ...due]);
};
