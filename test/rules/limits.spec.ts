import { limitToFirst, limitToLast, orderByChild, orderByKey } from 'firebase/database';
import { describe, expect, it } from 'vitest';
import { limits, messageTextProblem, nicknameProblem, reactionEmoji, skeletonOf } from '@causerie/contract';
import { den, messageId } from './inhabitants.ts';
import { by, inTurn, type Operation, read, server, set, update, wait } from './operations.ts';
import { type Verdict, verdictOf } from './table.ts';
import { beginningMs, worldOfThisFile } from './world.ts';
import {
  claim,
  connect,
  edit,
  invite,
  inviteCode,
  join,
  knock,
  lift,
  open,
  post,
  react,
  redeem,
  reportFirst,
  restrict,
  restyle,
  sayTyping,
  takeSlot,
  type Updates,
} from './writes.ts';

const world = worldOfThisFile();

/** What Ana may do just within a limit, and may not just beyond it. */
interface Edge {
  readonly within: number;
  readonly beyond: number;
  readonly tries: (size: number) => Operation;
  /** The contract's own answer, which a client shows before anything is sent. */
  readonly accepted?: (size: number) => boolean;
}

const { messageRing, connectionSlots } = limits;
const anas = { uid: 'ana', roomId: 'lobby', messageId: messageId(1) };
const sends = (slot: string, text = 'hello'): Operation =>
  update(post({ ...anas, slot }, { message: { text } }));
const sendsAgain = update(post({ ...anas, messageId: messageId(2), slot: 'a' }));
const letter = (number: number): string => String.fromCharCode('a'.charCodeAt(0) + number - 1);
/** A profile of somebody who has none yet, whoever asks. */
const named =
  (name: string): Operation =>
  ({ world: where }) =>
    update(claim('nia', name))({ world: where, database: where.as('nia') });
const isName = (name: string): boolean => nicknameProblem(name) === undefined;

/** The edges of a ring. `acts` takes a slot for something that is done for the `number`-th time. */
const ringEdges = (
  { slots, windowMs }: { readonly slots: readonly string[]; readonly windowMs: number },
  acts: (slot: string, number: number) => Updates,
): readonly Edge[] => [
  {
    within: windowMs,
    beyond: windowMs - 1,
    tries: (pauseMs) => inTurn(sends('a'), update(acts('a', 1)), wait(pauseMs), update(acts('a', 2))),
  },
  {
    within: slots.length,
    beyond: slots.length + 1,
    tries: (number) => inTurn(sends('a'), update(acts(letter(number), number))),
  },
];

/** More rooms than can be joined at once. */
const halls = Array.from({ length: limits.joinRing.slots.length + 1 }, (_, index) =>
  server(`rooms/hall-${index + 1}`, { name: 'Hall', topic: 'Echo', kind: 'public', createdAt: beginningMs }),
);

/** Every limit has an edge, or a reason why rules do not hold it. The compiler asks for the ones that are missing. */
const edges: Readonly<Record<keyof typeof limits, readonly Edge[] | string>> = {
  messageText: [
    {
      within: limits.messageText,
      beyond: limits.messageText + 1,
      tries: (length) => sends('a', 'x'.repeat(length)),
      accepted: (length) => messageTextProblem('x'.repeat(length)) === undefined,
    },
    {
      // Emoji of this kind are two units each.
      within: limits.messageText / 2,
      beyond: limits.messageText / 2 + 1,
      tries: (count) => sends('a', '💬'.repeat(count)),
      accepted: (count) => messageTextProblem('💬'.repeat(count)) === undefined,
    },
    {
      // And so are a letter and a mark of its own.
      within: limits.messageText / 2,
      beyond: limits.messageText / 2 + 1,
      tries: (count) => sends('a', 'e\u0301'.repeat(count)),
      accepted: (count) => messageTextProblem('e\u0301'.repeat(count)) === undefined,
    },
    {
      within: 1,
      beyond: 0,
      tries: (length) => sends('a', 'x'.repeat(length)),
      accepted: (length) => messageTextProblem('x'.repeat(length)) === undefined,
    },
  ],
  messageHtml: 'the server writes it',
  nameMin: [
    {
      within: limits.nameMin,
      beyond: limits.nameMin - 1,
      tries: (length) => named('z'.repeat(length)),
      accepted: (length) => isName('z'.repeat(length)),
    },
  ],
  nameMax: [
    {
      within: limits.nameMax,
      beyond: limits.nameMax + 1,
      tries: (length) => named('z'.repeat(length)),
      accepted: (length) => isName('z'.repeat(length)),
    },
    {
      // Each of these letters is two of a skeleton.
      within: limits.nameSkeleton / 2,
      beyond: limits.nameSkeleton / 2 + 1,
      tries: (length) => named('m'.repeat(length)),
      accepted: (length) =>
        isName('m'.repeat(length)) && skeletonOf('m'.repeat(length)).length <= limits.nameSkeleton,
    },
  ],
  nameSkeleton: 'a name that is short enough cannot have a longer one',
  roomName: [
    {
      within: limits.roomName,
      beyond: limits.roomName + 1,
      tries: (length) => update(open('ana', 'shed', { name: 'x'.repeat(length) })),
    },
    {
      within: limits.roomName / 2,
      beyond: limits.roomName / 2 + 1,
      tries: (count) => update(open('ana', 'shed', { name: '💬'.repeat(count) })),
    },
    { within: 1, beyond: 0, tries: (length) => update(open('ana', 'shed', { name: 'x'.repeat(length) })) },
  ],
  roomTopic: [
    {
      within: limits.roomTopic,
      beyond: limits.roomTopic + 1,
      tries: (length) => update(open('ana', 'shed', { topic: 'x'.repeat(length) })),
    },
    { within: 1, beyond: 0, tries: (length) => update(open('ana', 'shed', { topic: 'x'.repeat(length) })) },
  ],
  messageRing: [
    {
      within: messageRing.windowMs,
      beyond: messageRing.windowMs - 1,
      tries: (pauseMs) => inTurn(sends('a'), wait(pauseMs), sendsAgain),
    },
    {
      within: messageRing.slots.length,
      beyond: messageRing.slots.length + 1,
      tries: (number) => sends(letter(number)),
    },
  ],
  editWithinMs: [
    {
      within: limits.editWithinMs,
      beyond: limits.editWithinMs + 1,
      tries: (ageMs) => inTurn(sends('a'), wait(ageMs), update(edit({ ...anas, slot: 'a' }))),
    },
  ],
  editRing: ringEdges(limits.editRing, (slot, number) =>
    edit({ ...anas, slot }, { message: { text: `${number}` } }),
  ),
  reactionRing: ringEdges(limits.reactionRing, (slot, number) =>
    react({ ...anas, slot }, reactionEmoji[number % reactionEmoji.length]),
  ),
  roomRing: ringEdges(limits.roomRing, (slot, number) => {
    const { [`limits/ana/rooms/a`]: taken, ...room } = open('ana', `shed-${number}`);
    return { ...room, [`limits/ana/rooms/${slot}`]: taken };
  }),
  joinRing: ringEdges(limits.joinRing, (slot, number) => join('ana', `hall-${number}`, slot)).map((edge) => ({
    ...edge,
    tries: (size) => inTurn(...halls, edge.tries(size)),
  })),
  inviteRing: ringEdges(limits.inviteRing, (slot, number) =>
    invite(
      'ana',
      'constructor',
      { until: beginningMs + limits.inviteMaxMs },
      slot,
      `${inviteCode.slice(0, -1)}${number}`,
    ),
  ),
  knockRing: ringEdges(limits.knockRing, (slot) => knock('ana', den, inviteCode, slot)),
  knockFreshMs: [
    {
      within: limits.knockFreshMs,
      beyond: limits.knockFreshMs + 1,
      tries: (ageMs) =>
        inTurn(
          by('mo', update(invite('mo', den, { until: beginningMs + 300_000 }))),
          update(knock('ana', den)),
          wait(ageMs),
          update(redeem('ana', den)),
        ),
    },
  ],
  actEveryMs: [
    {
      within: limits.actEveryMs,
      beyond: limits.actEveryMs - 1,
      tries: (pauseMs) =>
        inTurn(
          by('mo', update(restrict('mo', 'mutes', 'club', 'mel', beginningMs + 60_000))),
          wait(pauseMs),
          by('mo', update(lift('mo', 'mutes', 'club', 'mel'))),
        ),
    },
  ],
  auditPerRead: [
    {
      within: limits.auditPerRead,
      beyond: limits.auditPerRead + 1,
      tries: (count) => by('mo', read('audit/club', orderByChild('at'), limitToLast(count))),
    },
    {
      within: limits.auditPerRead,
      beyond: limits.auditPerRead + 1,
      tries: (count) => by('mo', read('audit/club', orderByKey(), limitToFirst(count))),
    },
  ],
  profileRing: ringEdges(limits.profileRing, (slot, number) => ({
    'users/ana/color': number,
    ...takeSlot('profiles', 'ana', slot, 'ana'),
  })),
  reportRing: ringEdges(limits.reportRing, (slot, number) =>
    reportFirst({ uid: 'ana', reportId: messageId(number), slot }),
  ),
  reportNote: [
    {
      within: limits.reportNote,
      beyond: limits.reportNote + 1,
      tries: (length) =>
        update(reportFirst({ uid: 'ana', reportId: messageId(1), slot: 'a' }, { note: 'x'.repeat(length) })),
    },
    {
      within: 1,
      beyond: 0,
      tries: (length) =>
        update(reportFirst({ uid: 'ana', reportId: messageId(1), slot: 'a' }, { note: 'x'.repeat(length) })),
    },
  ],
  slowMsMax: [
    {
      within: limits.slowMsMax,
      beyond: limits.slowMsMax + 1,
      tries: (ms) => by('oz', set('rooms/club/slowMs', ms)),
    },
    { within: 0, beyond: -1, tries: (ms) => by('oz', set('rooms/club/slowMs', ms)) },
    { within: 1, beyond: 1.5, tries: (ms) => by('oz', set('rooms/club/slowMs', ms)) },
  ],
  reactorsPerRead: [
    {
      within: limits.reactorsPerRead,
      beyond: limits.reactorsPerRead + 1,
      tries: (count) => read(`reactions/lobby/${messageId(0)}`, limitToFirst(count)),
    },
    {
      within: limits.reactorsPerRead,
      beyond: limits.reactorsPerRead + 1,
      tries: (count) => read(`reactions/lobby/${messageId(0)}`, limitToLast(count)),
    },
  ],
  typingEveryMs: [
    {
      within: limits.typingEveryMs,
      beyond: limits.typingEveryMs - 1,
      tries: (pauseMs) =>
        inTurn(update(sayTyping('ana', 'lobby')), wait(pauseMs), update(sayTyping('ana', 'lobby'))),
    },
  ],
  typingFreshMs: 'readers forget by themselves',
  connectionSlots: [
    {
      within: connectionSlots.length,
      beyond: connectionSlots.length + 1,
      tries: (number) => update(connect('ana', letter(number))),
    },
  ],
  connectionBeatMs: 'a courtesy of the client',
  connectionStaleMs: [
    {
      within: limits.connectionStaleMs,
      beyond: limits.connectionStaleMs - 1,
      tries: (silenceMs) =>
        inTurn(
          update(connect('ana', 'a', 'thisthisthisthis')),
          wait(silenceMs),
          update(connect('ana', 'a', 'otherotherother1')),
        ),
    },
  ],
  awayAfterMs: 'a courtesy of the client',
  inviteUses: [
    {
      within: limits.inviteUses,
      beyond: limits.inviteUses + 1,
      tries: (uses) => by('mo', update(invite('mo', 'club', { uses }))),
    },
    { within: 1, beyond: 0, tries: (uses) => by('mo', update(invite('mo', 'club', { uses }))) },
  ],
  inviteMaxMs: [
    {
      within: limits.inviteMaxMs,
      beyond: limits.inviteMaxMs + 1,
      tries: (ms) => by('mo', update(invite('mo', 'club', { until: beginningMs + ms }))),
    },
    {
      within: 1,
      beyond: 0,
      tries: (ms) => by('mo', update(invite('mo', 'club', { until: beginningMs + ms }))),
    },
  ],
  invitesPerRead: [
    {
      within: limits.invitesPerRead,
      beyond: limits.invitesPerRead + 1,
      tries: (count) => by('mo', read('invites/club', limitToFirst(count))),
    },
    {
      within: limits.invitesPerRead,
      beyond: limits.invitesPerRead + 1,
      tries: (count) => by('mo', read('invites/club', limitToLast(count))),
    },
  ],
  restrictionMaxMs: (['bans', 'mutes'] as const).flatMap((kind) => [
    {
      within: limits.restrictionMaxMs,
      beyond: limits.restrictionMaxMs + 1,
      tries: (ms: number) => by('mo', update(restrict('mo', kind, 'club', 'mel', beginningMs + ms))),
    },
    {
      within: 1,
      beyond: 0,
      tries: (ms: number) => by('mo', update(restrict('mo', kind, 'club', 'mel', beginningMs + ms))),
    },
  ]),
  messagesPerRead: [
    {
      within: limits.messagesPerRead,
      beyond: limits.messagesPerRead + 1,
      tries: (count) => read('messages/lobby', orderByChild('at'), limitToLast(count)),
    },
    {
      within: limits.messagesPerRead,
      beyond: limits.messagesPerRead + 1,
      tries: (count) => read('messages/lobby', orderByChild('at'), limitToFirst(count)),
    },
  ],
  membersPerRead: [
    {
      within: limits.membersPerRead,
      beyond: limits.membersPerRead + 1,
      tries: (count) => read('members/lobby', limitToFirst(count)),
    },
    {
      within: limits.membersPerRead,
      beyond: limits.membersPerRead + 1,
      tries: (count) => read('members/lobby', limitToLast(count)),
    },
    {
      within: limits.membersPerRead,
      beyond: limits.membersPerRead + 1,
      tries: (count) => read('receipts/lobby', limitToFirst(count)),
    },
    {
      within: limits.membersPerRead,
      beyond: limits.membersPerRead + 1,
      tries: (count) => read('receipts/lobby', limitToLast(count)),
    },
  ],
  blocksPerRead: [
    {
      within: limits.blocksPerRead,
      beyond: limits.blocksPerRead + 1,
      tries: (count) => read('blocks/ana', limitToFirst(count)),
    },
    {
      within: limits.blocksPerRead,
      beyond: limits.blocksPerRead + 1,
      tries: (count) => read('blocks/ana', limitToLast(count)),
    },
  ],
  roomsPerRead: [
    {
      within: limits.roomsPerRead,
      beyond: limits.roomsPerRead + 1,
      tries: (count) => read('directory', limitToFirst(count)),
    },
    {
      within: limits.roomsPerRead,
      beyond: limits.roomsPerRead + 1,
      tries: (count) => read('mine/ana', limitToLast(count)),
    },
    {
      within: limits.roomsPerRead,
      beyond: limits.roomsPerRead + 1,
      tries: (count) => read('mine/ana', limitToFirst(count)),
    },
  ],
  typingPerRead: [
    {
      within: limits.typingPerRead,
      beyond: limits.typingPerRead + 1,
      tries: (count) => read('typing/lobby', orderByChild('at'), limitToLast(count)),
    },
    {
      within: limits.typingPerRead,
      beyond: limits.typingPerRead + 1,
      tries: (count) => read('typing/lobby', limitToFirst(count)),
    },
  ],
  messagesShown: 'fewer than may be read at once',
  flood: 'functions hold it',
  complaints: 'functions hold it',
  strikes: 'functions hold it',
  calls: 'functions hold it',
  eraseAfterSignInMs: 'functions hold it',
  exportItems: 'functions hold it',
  colors: [
    {
      within: limits.colors - 1,
      beyond: limits.colors,
      tries: (color) => update(restyle('ana', { color })),
    },
    { within: 0, beyond: -1, tries: (color) => update(restyle('ana', { color })) },
  ],
};

const held = Object.entries(edges).flatMap(([name, all]) =>
  typeof all === 'string' ? [] : all.map((edge) => [name, edge.within, edge.beyond, edge] as const),
);

const outcome = (operation: Operation): Promise<Verdict> =>
  verdictOf(operation({ world: world(), database: world().as('ana') }));

describe('at its limit', () => {
  it.each(held)('%s allows %d and not %d', async (_name, within, beyond, { tries }) => {
    expect(await outcome(tries(beyond))).toBe('denied');
    world().reset();
    expect(await outcome(tries(within))).toBe('allowed');
  });

  it.each(held.filter(([, , , { accepted }]) => accepted !== undefined))(
    '%s is %d and not %d for the contract too',
    (_name, within, beyond, { accepted }) => {
      expect([accepted?.(within), accepted?.(beyond)]).toEqual([true, false]);
    },
  );

  it('shows no more messages than may be read at once', () => {
    expect(limits.messagesShown).toBeLessThanOrEqual(limits.messagesPerRead);
  });

  it('refreshes a connection at least twice before it is stale', () => {
    expect(2 * limits.connectionBeatMs).toBeLessThan(limits.connectionStaleMs);
  });

  it('repeats a typing mark before readers forget it', () => {
    expect(limits.typingEveryMs).toBeLessThan(limits.typingFreshMs);
  });
});
