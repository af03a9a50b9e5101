import { limits } from '@causerie/contract';
import { describe, expect, it } from 'vitest';
import {
  readLedger,
  sentenceOf,
  strikeMs,
  withEvidence,
  type Evidence,
  type Ledger,
} from './abuse/ledger.ts';
import { turnsOfFullRing } from './abuse/watchFlood.ts';
import { gate } from './messages/gate.ts';
import { renderMessage } from './messages/renderMessage.ts';

/** What the functions take just within a limit, and not just beyond it. */
interface Edge {
  readonly within: number;
  readonly beyond: number;
  readonly takes: (size: number) => boolean;
}

/** The beginning of a minute of the clock. */
const thenMs = 30_000_000 * 60_000;
const minuteMs = 60_000;
const ledgerOf = (evidence: readonly Evidence[], nowMs: number): Ledger =>
  evidence.reduce((ledger, next) => withEvidence(ledger, next, nowMs), readLedger(null));
const goesFree = (evidence: readonly Evidence[], nowMs = thenMs): boolean =>
  sentenceOf(ledgerOf(evidence, nowMs)).mutedUntil === 0;
const complaints = (people: number): readonly Evidence[] =>
  Array.from({ length: people }, (_, index) => ({ kind: 'complaint', by: `person${index}`, at: thenMs }));
const flood = (turns: number): readonly Evidence[] => [
  { kind: 'flood', turns: Array.from({ length: turns }, (_, index) => ({ slot: 'a', at: thenMs + index })) },
];
/** A ring whose slots were taken at once, except the first, which was taken that much later. */
const ringTaken = (spreadMs: number): object =>
  Object.fromEntries(
    limits.messageRing.slots.map((slot, index) => [
      slot,
      { at: thenMs + (index === 0 ? spreadMs : 0), key: 'lobby/x' },
    ]),
  );
const withStrikes = (count: number): Ledger =>
  readLedger({ strikes: Object.fromEntries(Array.from({ length: count }, (_, n) => [`n${n + 1}`, thenMs])) });
/** What evidence of nothing leaves of a ledger when that much time has gone by. */
const laterWith = (ledger: Ledger, ms: number): Ledger =>
  withEvidence(ledger, { kind: 'complaint', by: 'late', at: thenMs + ms }, thenMs + ms);

const rulesHoldIt = 'rules hold it, before any function is called';
const clientsHoldIt = 'a courtesy of the page';

/** Every limit has an edge, or a reason why functions do not hold it. The compiler asks for the ones that are missing. */
const edges: Readonly<Record<keyof typeof limits, readonly Edge[] | string>> = {
  // Letters, pairs of surrogates, letters with a mark of their own, and what has no sign: all are counted as rules count them.
  messageText: ['x', '💬', 'e\u0301', '\u200d'].map((unit) => ({
    within: limits.messageText / unit.length,
    beyond: limits.messageText / unit.length + 1,
    takes: (count) => gate(unit.repeat(count)) === undefined,
  })),
  messageHtml: ['x', '💬', 'e\u0301'].map((unit) => ({
    within: limits.messageHtml / unit.length,
    beyond: limits.messageHtml / unit.length + 1,
    takes: (count) => 'html' in renderMessage('x', () => unit.repeat(count)),
  })),
  nameMin: rulesHoldIt,
  nameMax: rulesHoldIt,
  nameSkeleton: rulesHoldIt,
  roomName: rulesHoldIt,
  roomTopic: rulesHoldIt,
  messageRing: rulesHoldIt,
  editWithinMs: rulesHoldIt,
  editRing: rulesHoldIt,
  reactionRing: rulesHoldIt,
  roomRing: rulesHoldIt,
  joinRing: rulesHoldIt,
  inviteRing: rulesHoldIt,
  knockRing: rulesHoldIt,
  knockFreshMs: rulesHoldIt,
  actEveryMs: rulesHoldIt,
  auditPerRead: rulesHoldIt,
  profileRing: rulesHoldIt,
  reportRing: rulesHoldIt,
  reportNote: rulesHoldIt,
  slowMsMax: rulesHoldIt,
  typingEveryMs: rulesHoldIt,
  typingFreshMs: clientsHoldIt,
  connectionSlots: rulesHoldIt,
  connectionBeatMs: clientsHoldIt,
  connectionStaleMs: rulesHoldIt,
  awayAfterMs: clientsHoldIt,
  restrictionMaxMs: rulesHoldIt,
  inviteUses: rulesHoldIt,
  inviteMaxMs: rulesHoldIt,
  invitesPerRead: rulesHoldIt,
  messagesPerRead: rulesHoldIt,
  membersPerRead: rulesHoldIt,
  blocksPerRead: rulesHoldIt,
  roomsPerRead: rulesHoldIt,
  reactorsPerRead: rulesHoldIt,
  typingPerRead: rulesHoldIt,
  messagesShown: clientsHoldIt,
  flood: [
    {
      within: limits.flood.spreadMs,
      beyond: limits.flood.spreadMs + 1,
      takes: (spreadMs) => turnsOfFullRing(ringTaken(spreadMs)).length > 0,
    },
    {
      within: limits.flood.perMinute - 1,
      beyond: limits.flood.perMinute,
      takes: (turns) => goesFree(flood(turns)),
    },
    {
      within: limits.flood.rememberMs - 1,
      beyond: limits.flood.rememberMs,
      takes: (agoMs) => !goesFree(flood(limits.flood.perMinute), thenMs + minuteMs + agoMs),
    },
  ],
  complaints: [
    {
      within: limits.complaints.people - 1,
      beyond: limits.complaints.people,
      takes: (people) => goesFree(complaints(people)),
    },
    {
      within: limits.complaints.windowMs - 1,
      beyond: limits.complaints.windowMs,
      takes: (agoMs) => !goesFree(complaints(limits.complaints.people), thenMs + agoMs),
    },
  ],
  strikes: [
    {
      within: limits.strikes.firstMuteMs,
      beyond: limits.strikes.firstMuteMs + 1,
      takes: (ms) => strikeMs(1) >= ms,
    },
    {
      within: limits.strikes.longestMs,
      beyond: limits.strikes.longestMs + 1,
      takes: (ms) => strikeMs(1000) >= ms,
    },
    {
      within: limits.strikes.banFrom - 1,
      beyond: limits.strikes.banFrom,
      takes: (count) => sentenceOf(withStrikes(count)).bannedUntil === 0,
    },
    {
      within: limits.strikes.rememberMs - 1,
      beyond: limits.strikes.rememberMs,
      takes: (agoMs) => laterWith(withStrikes(1), agoMs).strikes.size === 1,
    },
  ],
  calls: 'counted in the database; the tests of the callables go to the edge',
  eraseAfterSignInMs: 'asked of a token; the tests of the callables go to the edge',
  exportItems: 'the size of a page that is cut into pages, not of anything that is refused',
  colors: rulesHoldIt,
};

const held = Object.entries(edges).flatMap(([name, all]) =>
  typeof all === 'string' ? [] : all.map((edge) => [name, edge.within, edge.beyond, edge.takes] as const),
);

describe('at its limit, in the functions', () => {
  it.each(held)('%s allows %d and not %d', (_name, within, beyond, takes) => {
    expect([takes(within), takes(beyond)]).toEqual([true, false]);
  });
});
