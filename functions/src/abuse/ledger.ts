import { isLegalKey, limits } from '@causerie/contract';
import { childrenOf } from '../tree/tree.ts';

/** What somebody did, as an event brought it. Times are the server's, in milliseconds. */
export type Evidence =
  | { readonly kind: 'flood'; readonly turns: readonly Turn[] }
  | { readonly kind: 'complaint'; readonly by: string; readonly at: number };

/** A slot of the message ring that was taken. A slot is taken once in a window, so the two together name one message. */
export interface Turn {
  readonly slot: string;
  readonly at: number;
}

/**
 * What somebody has against them, `abuse/{uid}`. It is a set of facts with names of their own: the same event twice adds nothing, and the
 * order in which events arrive makes no difference.
 */
export interface Ledger {
  /** Minutes of the clock, by number: the turns taken with a full ring, or that this minute has had its strike. */
  readonly minutes: ReadonlyMap<string, ReadonlySet<string> | 'struck'>;
  /** By uid: when somebody first complained; or when that went into a strike, and then it is kept as long as the strike. */
  readonly complaints: ReadonlyMap<string, { readonly at: number; readonly isSpent: boolean }>;
  /** When each strike was given, by its number. */
  readonly strikes: ReadonlyMap<number, number>;
}

const minuteMs = 60_000;
/** Clocks of one database agree better than that. */
const skewMs = 60_000;
/** More people than this need not be told apart. */
const mostComplaints = 100;

const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

export const readLedger = (value: unknown): Ledger => {
  const stored = childrenOf(value);
  return {
    minutes: new Map(
      [...childrenOf(stored.get('minutes'))].map(([minute, turns]) => [
        minute,
        turns === 'struck' ? 'struck' : new Set(childrenOf(turns).keys()),
      ]),
    ),
    complaints: new Map(
      [...childrenOf(stored.get('complaints'))].flatMap(([by, complaint]) => {
        const at = childrenOf(complaint).get('at');
        const isSpent = childrenOf(complaint).get('isSpent') === true;
        return isTime(at) ? [[by, { at, isSpent }] as const] : [];
      }),
    ),
    strikes: new Map(
      [...childrenOf(stored.get('strikes'))].flatMap(([number, at]) =>
        isTime(at) && Number(number.slice(1)) > 0 ? [[Number(number.slice(1)), at] as const] : [],
      ),
    ),
  };
};

/** As it is stored. Numbers as keys would come back as a list. */
export const writeLedger = ({ minutes, complaints, strikes }: Ledger): object => ({
  minutes: Object.fromEntries(
    [...minutes].map(([minute, turns]) => [
      minute,
      turns === 'struck' ? turns : Object.fromEntries([...turns].map((turn) => [turn, true])),
    ]),
  ),
  complaints: Object.fromEntries(complaints),
  strikes: Object.fromEntries([...strikes].map(([number, at]) => [`n${number}`, at])),
});

/** Without what is too long ago to count. Numbers of strikes go on from the highest that is left, so a week without one begins anew. */
const recent = ({ minutes, complaints, strikes }: Ledger, nowMs: number): Ledger => ({
  minutes: new Map([...minutes].filter(([minute]) => isRecentMinute(Number(minute.slice(1)), nowMs))),
  complaints: new Map(
    [...complaints]
      .filter(
        ([, { at, isSpent }]) =>
          nowMs - at < (isSpent ? limits.strikes.rememberMs : limits.complaints.windowMs),
      )
      .toSorted(([, one], [, other]) => one.at - other.at)
      .slice(-mostComplaints),
  ),
  strikes: new Map([...strikes].filter(([, at]) => nowMs - at < limits.strikes.rememberMs)),
});

const isRecentMinute = (minute: number, nowMs: number): boolean =>
  nowMs - (minute + 1) * minuteMs < limits.flood.rememberMs && minute * minuteMs <= nowMs + skewMs;

const withStrike = (ledger: Ledger, nowMs: number): Ledger => ({
  ...ledger,
  strikes: new Map([...ledger.strikes, [Math.max(0, ...ledger.strikes.keys()) + 1, nowMs]]),
});

const addTurn = (ledger: Ledger, { slot, at }: Turn, nowMs: number): Ledger => {
  const minute = Math.floor(at / minuteMs);
  const name = `m${minute}`;
  const known = ledger.minutes.get(name) ?? new Set<string>();
  if (!isRecentMinute(minute, nowMs) || known === 'struck') return ledger;
  const turns = new Set([...known, `${slot}${at}`]);
  const isFlood = turns.size >= limits.flood.perMinute;
  const minutes = new Map<string, ReadonlySet<string> | 'struck'>(ledger.minutes);
  minutes.set(name, isFlood ? 'struck' : turns);
  const added = { ...ledger, minutes };
  return isFlood ? withStrike(added, nowMs) : added;
};

const addComplaint = (ledger: Ledger, by: string, at: number, nowMs: number): Ledger => {
  const isLate = nowMs - at >= limits.complaints.windowMs;
  // Whoever complains often counts once; and for one strike, or a few could silence somebody every day.
  if (isLate || ledger.complaints.has(by) || !isLegalKey(by)) return ledger;
  const complaints = new Map([...ledger.complaints, [by, { at, isSpent: false }]]);
  const unspent = [...complaints].filter(([, { isSpent }]) => !isSpent);
  if (unspent.length < limits.complaints.people) return { ...ledger, complaints };
  const spent = unspent.map(([who]) => [who, { at: nowMs, isSpent: true }] as const);
  return withStrike({ ...ledger, complaints: new Map([...complaints, ...spent]) }, nowMs);
};

/** The ledger with what happened in it. The very same ledger when nothing is new. */
export const withEvidence = (ledger: Ledger, evidence: Evidence, nowMs: number): Ledger => {
  const kept = recent(ledger, nowMs);
  const added =
    evidence.kind === 'flood'
      ? evidence.turns.reduce((sum, turn) => addTurn(sum, turn, nowMs), kept)
      : addComplaint(kept, evidence.by, evidence.at, nowMs);
  return JSON.stringify(writeLedger(added)) === JSON.stringify(writeLedger(ledger)) ? ledger : added;
};

/** Until when somebody may not speak, or not do anything, in milliseconds; 0 is not at all. */
export interface Sentence {
  readonly mutedUntil: number;
  readonly bannedUntil: number;
}

/** How long the `number`-th strike lasts. */
export const strikeMs = (number: number): number =>
  Math.min(limits.strikes.firstMuteMs * 2 ** (number - 1), limits.strikes.longestMs);

/** What follows from the ledger, whoever asks. */
export const sentenceOf = ({ strikes }: Ledger): Sentence => {
  const ends = [...strikes].map(([number, at]) => ({ number, until: at + strikeMs(number) }));
  return {
    mutedUntil: Math.max(0, ...ends.map(({ until }) => until)),
    bannedUntil: Math.max(
      0,
      ...ends.filter(({ number }) => number >= limits.strikes.banFrom).map(({ until }) => until),
    ),
  };
};
