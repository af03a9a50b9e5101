import {
  limits,
  messageTextProblem,
  nicknameProblem,
  normaliseNickname,
  prepareMessageText,
  type UserId,
} from '@causerie/contract';
import { describe, expect, it } from 'vitest';
import { chooseSlot, type Ring } from './backend/ring.ts';
import { isIdle, openSlots, presenceOf } from './features/presence/presence.ts';
import { nameProblem, normaliseLine, topicProblem } from './features/rooms/planRoom.ts';
import { colorOf } from './features/session/planClaim.ts';
import { nextAnnouncement, whoTypes } from './features/typing/typing.ts';

/** What the page lets somebody do just within a limit, and not just beyond it. */
interface Edge {
  readonly within: number;
  readonly beyond: number;
  readonly lets: (size: number) => boolean;
}

const nowMs = 1_800_000_000_000;
const others = 'ben' as UserId;

/**
 * Letters, pairs of surrogates, letters with a mark of their own, and marks of direction: all are counted as rules count them, in UTF-16
 * code units. The last unit is a letter, so that there is something to see.
 */
const lengthEdges = (
  max: number,
  units: readonly string[],
  isGood: (text: string) => boolean,
): readonly Edge[] => [
  ...units.map((unit) => ({
    within: max,
    beyond: max + 1,
    lets: (length: number) => isGood(unit.repeat(Math.floor((length - 1) / unit.length)).padEnd(length, 'x')),
  })),
  { within: 1, beyond: 0, lets: (length) => isGood('x'.repeat(length)) },
];

const isName = (typed: string): boolean => nicknameProblem(normaliseNickname(typed)) === undefined;

/** A slot taken is free again after the window, and no more slots than there are can be taken in one. */
const ringEdges = (ring: Ring): readonly Edge[] => [
  {
    within: ring.windowMs,
    beyond: ring.windowMs - 1,
    lets: (agoMs) =>
      chooseSlot(ring, new Map(ring.slots.map((slot) => [slot, nowMs - agoMs])), nowMs) !== undefined,
  },
  {
    within: ring.slots.length,
    beyond: ring.slots.length + 1,
    lets: (number) =>
      chooseSlot(ring, new Map(ring.slots.slice(0, number - 1).map((slot) => [slot, nowMs])), nowMs) !==
      undefined,
  },
];

const rowsOf = (count: number, agoMs: number) =>
  limits.connectionSlots
    .slice(0, count)
    .map((slot) => ({ slot, id: `row-${slot}`, atMs: nowMs - agoMs, isAway: false }));

const askedExactly = 'the page asks for exactly so many, and rules refuse more';
const rulesHoldIt = 'rules hold it; the page offers nothing beyond it, or says afterwards what was refused';
const functionsHoldIt = 'functions hold it';

/** Every limit has an edge, or a reason why the page does not hold it. The compiler asks for the ones that are missing. */
const edges: Readonly<Record<keyof typeof limits, readonly Edge[] | string>> = {
  messageText: lengthEdges(
    limits.messageText,
    ['x', '💬', 'e\u0301', '\u200d'],
    (typed) => messageTextProblem(prepareMessageText(` ${typed}\r\n`)) === undefined,
  ),
  messageHtml: 'html is read by browsers only; `sanitiser.spec.ts` goes to the edge in one',
  nameMin: [
    { within: limits.nameMin, beyond: limits.nameMin - 1, lets: (length) => isName('z'.repeat(length)) },
  ],
  nameMax: [
    { within: limits.nameMax, beyond: limits.nameMax + 1, lets: (length) => isName('z'.repeat(length)) },
    // Letter and mark become one letter before they are counted.
    {
      within: limits.nameMax,
      beyond: limits.nameMax + 1,
      lets: (length) => isName('e\u0301'.repeat(length)),
    },
    {
      within: limits.nameMax,
      beyond: limits.nameMax + 1,
      lets: (length) => isName(`  ${'z'.repeat(length)} `),
    },
  ],
  nameSkeleton: 'a name that is short enough cannot have a longer one',
  roomName: lengthEdges(
    limits.roomName,
    ['x', '💬', 'é'],
    (typed) => nameProblem(normaliseLine(typed)) === undefined,
  ),
  roomTopic: lengthEdges(
    limits.roomTopic,
    ['x', '💬', 'é'],
    (typed) => topicProblem(normaliseLine(typed)) === undefined,
  ),
  messageRing: ringEdges(limits.messageRing),
  editWithinMs: rulesHoldIt,
  editRing: ringEdges(limits.editRing),
  reactionRing: ringEdges(limits.reactionRing),
  roomRing: ringEdges(limits.roomRing),
  joinRing: ringEdges(limits.joinRing),
  inviteRing: ringEdges(limits.inviteRing),
  knockRing: ringEdges(limits.knockRing),
  knockFreshMs: rulesHoldIt,
  actEveryMs: rulesHoldIt,
  auditPerRead: rulesHoldIt,
  profileRing: ringEdges(limits.profileRing),
  reportRing: ringEdges(limits.reportRing),
  reportNote: rulesHoldIt,
  slowMsMax: rulesHoldIt,
  typingEveryMs: [
    {
      // A margin for the network, which does not keep the distance of two words.
      within: limits.typingEveryMs + 200,
      beyond: limits.typingEveryMs,
      lets: (sinceMs) => nextAnnouncement(false, { on: true, atMs: nowMs - sinceMs }, nowMs).kind === 'say',
    },
  ],
  typingFreshMs: [
    {
      within: limits.typingFreshMs - 1,
      beyond: limits.typingFreshMs,
      lets: (agoMs) =>
        whoTypes([{ key: others, value: { at: nowMs - agoMs, on: true } }], 'ana' as UserId, new Map(), nowMs)
          .length === 1,
    },
  ],
  connectionSlots: [
    {
      within: limits.connectionSlots.length,
      beyond: limits.connectionSlots.length + 1,
      lets: (number) => openSlots(rowsOf(number - 1, 0), 'mine', nowMs).length > 0,
    },
  ],
  connectionBeatMs: 'the beat of a clock, not a bound',
  connectionStaleMs: [
    {
      within: limits.connectionStaleMs - 1,
      beyond: limits.connectionStaleMs,
      lets: (agoMs) => presenceOf(rowsOf(1, agoMs), nowMs) !== undefined,
    },
    {
      within: limits.connectionStaleMs,
      beyond: limits.connectionStaleMs - 1,
      lets: (agoMs) => openSlots(rowsOf(limits.connectionSlots.length, agoMs), 'mine', nowMs).length > 0,
    },
  ],
  awayAfterMs: [
    {
      within: limits.awayAfterMs - 1,
      beyond: limits.awayAfterMs,
      lets: (untouchedMs) => !isIdle(untouchedMs),
    },
  ],
  restrictionMaxMs: rulesHoldIt,
  inviteUses: rulesHoldIt,
  inviteMaxMs: rulesHoldIt,
  invitesPerRead: askedExactly,
  messagesPerRead: askedExactly,
  membersPerRead: askedExactly,
  blocksPerRead: askedExactly,
  roomsPerRead: askedExactly,
  reactorsPerRead: askedExactly,
  typingPerRead: askedExactly,
  messagesShown: 'fewer than may be read at once',
  flood: functionsHoldIt,
  complaints: functionsHoldIt,
  strikes: functionsHoldIt,
  calls: functionsHoldIt,
  eraseAfterSignInMs: functionsHoldIt,
  exportItems: functionsHoldIt,
  colors: [
    {
      within: limits.colors,
      beyond: limits.colors - 1,
      lets: (count) =>
        Array.from({ length: 1000 }, (_, index) => colorOf(`name${index}`)).every((color) => color < count),
    },
  ],
};

const held = Object.entries(edges).flatMap(([name, all]) =>
  typeof all === 'string' ? [] : all.map((edge) => [name, edge.within, edge.beyond, edge.lets] as const),
);

describe('at its limit, in the page', () => {
  it.each(held)('%s allows %d and not %d', (_name, within, beyond, lets) => {
    expect([lets(within), lets(beyond)]).toEqual([true, false]);
  });
});
