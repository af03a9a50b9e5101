import { type Database, ref, update as updateAt } from 'firebase/database';
import type { Updates } from '../rules/writes.ts';
import type { Finding } from './attack.ts';
import { reasonOf } from './denial.ts';
import type { Person, Siege } from './siege.ts';

/** Something that somebody tries. Rejects when it is refused. */
export interface Try {
  readonly what: string;
  readonly who: Person;
  readonly deed: (database: Database) => Promise<unknown>;
}

/** Anything else that the SDK can ask for. */
export const doing = (who: Person, what: string, deed: Try['deed']): Try => ({ what, who, deed });

/** One update of the real SDK, all or nothing. */
export const writing = (who: Person, what: string, updates: Updates): Try => ({
  what,
  who,
  deed: (database) => updateAt(ref(database), updates),
});

/** An update exactly as this text, past the checks of the SDK. */
export const sending = (siege: Siege, who: Person, what: string, text: string): Try => ({
  what,
  who,
  deed: async () => {
    const response = await siege.send(who, 'PATCH', '', text);
    if (!response.ok) throw new Error(await response.text());
  },
});

type Outcome =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'denied' }
  /** Not even data, whatever the rules: the SDK or the database says so. */
  | { readonly kind: 'invalid'; readonly message: string };

const outcomeOf = async ({ who, deed }: Try): Promise<Outcome> => {
  try {
    await deed(who.database);
    return { kind: 'allowed' };
  } catch (error) {
    const { message } = error as Error;
    // The rules had nothing against it.
    if (/index not defined/i.test(message)) return { kind: 'allowed' };
    if (/permission.denied/i.test(message)) return { kind: 'denied' };
    if (/invalid|exceeds|too large|contains/i.test(message)) return { kind: 'invalid', message };
    throw error;
  }
};

const shownReasons = 3;

/** The commonest first. */
const commonest = (reasons: readonly string[]): readonly string[] => {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, shownReasons)
    .map(([reason, count]) => `${count} × ${reason}`);
};

interface Plan {
  /** How it comes about: each of these must be allowed. */
  readonly first?: readonly Try[];
  readonly tries: readonly Try[];
  /** What must be allowed afterwards: so that it was the attack that was refused, and not something beside it. */
  readonly afterwards?: readonly Try[];
}

/** Tries one after the other, each of which must be refused. */
export const refusals = async (
  siege: Siege,
  { first = [], tries, afterwards = [] }: Plan,
): Promise<Finding> => {
  const reasons: string[] = [];
  const breaches: string[] = [];
  const allow = async (honest: readonly Try[]): Promise<void> => {
    for (const twin of honest) {
      const outcome = await outcomeOf(twin);
      if (outcome.kind === 'allowed') continue;
      const denial = outcome.kind === 'denied' ? await siege.lastDenial(twin.who.uid) : undefined;
      const why = denial === undefined ? JSON.stringify(outcome) : reasonOf(denial);
      breaches.push(`Refused, though allowed: ${twin.what} (${why})`);
    }
  };
  await allow(first);
  for (const attempt of tries) {
    const outcome = await outcomeOf(attempt);
    if (outcome.kind === 'allowed') breaches.push(`Let through: ${attempt.what}`);
    else if (outcome.kind === 'invalid') reasons.push(`not data: ${outcome.message.slice(0, 100)}`);
    else {
      const denial = await siege.lastDenial(attempt.who.uid);
      reasons.push(denial === undefined ? 'denied' : reasonOf(denial));
    }
  }
  await allow(afterwards);
  return { tried: tries.length, by: 'rules', evidence: commonest(reasons), breaches };
};
