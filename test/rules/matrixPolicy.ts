import { limitToFirst, limitToLast, orderByChild, type QueryConstraint } from 'firebase/database';
import { type paths, type Power, roles, roleTable, type serverPaths, skeletonOf } from '@causerie/contract';
import { den, messageId } from './inhabitants.ts';
import { inTurn, type Operation, read, remove, server, set, update } from './operations.ts';
import { beginningMs, nobody, sessionBeganMs } from './world.ts';
import {
  claim,
  close,
  connect,
  deletion,
  edit,
  giveRole,
  handOver,
  invite,
  inviteCode,
  join,
  kick,
  knock,
  leave,
  lift,
  log,
  now,
  open,
  post,
  react,
  readUpTo,
  redeem,
  relabel,
  removal,
  rename,
  restrict,
  restyle,
  sayTyping,
  share,
  takeSlot,
} from './writes.ts';

/** Everybody the matrix asks, and under which uid. */
export const people = {
  nobody,
  stranger: 'eve',
  elsewhere: 'ana',
  guest: 'gus',
  member: 'mel',
  moderator: 'mo',
  owner: 'oz',
  muted: 'mia',
  'banned here': 'bart',
  'banned everywhere': 'glen',
  'session ended': 'rex',
} as const;
export type Who = keyof typeof people;
export const everybody = Object.keys(people) as readonly Who[];

const but = (...others: readonly Who[]): readonly Who[] => everybody.filter((who) => !others.includes(who));

/** Who has a session. */
const signedIn = but('nobody', 'session ended');
/** And may do something with it. */
const welcome = but('nobody', 'session ended', 'banned everywhere');
/** Who is in the room and may be there. */
const inside: readonly Who[] = ['guest', 'member', 'moderator', 'owner', 'muted'];
/** Of these who may speak. */
const heard: readonly Who[] = ['guest', 'member', 'moderator', 'owner'];
/** Who has no place in the room, and may take one. */
const outside: readonly Who[] = ['stranger', 'elsewhere'];
const withPower = (power: Power): readonly Who[] =>
  roles.filter((role) => roleTable[role].powers.includes(power));

/** To go is never refused; but an owner hands the room over first. */
const leaving = but('nobody', 'session ended', 'owner');
/** What is one's own row of a room stays one's own. */
const listing: readonly Who[] = [...inside, 'banned everywhere'];
const whoever = but('nobody');

/** The names of these sets, for a person. */
export const setNames: ReadonlyMap<readonly Who[], string> = new Map<readonly Who[], string>([
  [whoever, 'whoever it is about'],
  [signedIn, 'signed in'],
  [leaving, 'signed in, but the owner'],
  [welcome, 'signed in, not banned'],
  [listing, 'in the room, or banned everywhere'],
  [inside, 'in the room'],
  [heard, 'in the room, not muted'],
  [outside, 'outside'],
]);

/** What somebody, by their uid, tries. */
type Deed = (uid: string) => Operation;

/** One cell: who may do it, and how it is done. Where nobody may, what may be done instead, and by whom. */
export type Cell =
  | { readonly may: readonly Who[]; readonly deed: Deed }
  | { readonly may: readonly []; readonly instead: string; readonly deed: Deed };

const may = (who: readonly Who[], deed: Deed): Cell => ({ may: who, deed });
const never = (instead: string, deed: Deed): Cell => ({ may: [], instead, deed });

/** What can be done to a list: a place with places below it. */
export interface ListCells {
  readonly list: Cell;
  readonly listAll: Cell;
  /** Writing all of it at once. */
  readonly replace: Cell;
}

/** What can be done to a record. The `…Other` cells are about what is another’s, or said in another’s name. */
export interface RecordCells {
  readonly read: Cell;
  readonly readOther?: Cell;
  readonly create: Cell;
  readonly createOther?: Cell;
  readonly change: Cell;
  readonly changeOther?: Cell;
  readonly remove: Cell;
  readonly removeOther?: Cell;
}

const serverOnly = 'the server only';
const other = 'bob';
const soonMs = beginningMs + 60_000;
const daysAgoMs = beginningMs - 86_400_000;
const club = 'club';
const newest = [orderByChild('at'), limitToLast(10)] as const;
const said = messageId(7);
const othersSaid = messageId(8);

const listOf = (
  path: (uid: string) => string,
  who: readonly Who[],
  bounds: readonly QueryConstraint[] = [limitToFirst(10)],
): ListCells => ({
  list: may(who, (uid) => read(path(uid), ...bounds)),
  listAll: never('with a bound', (uid) => read(path(uid))),
  replace: never('one by one', (uid) => set(path(uid), { x: true })),
});

/** A place that has no rule. */
const closed = (path: (uid: string) => string): RecordCells => ({
  read: never(serverOnly, (uid) => read(path(uid))),
  create: never(serverOnly, (uid) => set(path(uid), { at: now })),
  change: never(serverOnly, (uid) => inTurn(server(path(uid), { at: 1 }), set(path(uid), { at: now }))),
  remove: never(serverOnly, (uid) => inTurn(server(path(uid), { at: 1 }), remove(path(uid)))),
});

/** The slots of one ring, as a list and each. `key` is what takes one. */
const ringOf = (name: string, key: (uid: string) => string): readonly [ListCells, RecordCells] => {
  const slot = (uid: string): string => `limits/${uid}/${name}/a`;
  const taking = (uid: string, whose = uid): Operation => update(takeSlot(name, whose, 'a', key(uid)));
  const taken = (whose: string): Operation => server(slot(whose), { at: daysAgoMs, key: key(whose) });
  return [
    {
      // Small by construction.
      list: may(signedIn, (uid) => read(`limits/${uid}/${name}`)),
      listAll: never('one’s own', () => read(`limits/${other}/${name}`)),
      replace: never('one by one', (uid) => set(`limits/${uid}/${name}`, { a: { at: now, key: key(uid) } })),
    },
    {
      read: may(signedIn, (uid) => read(slot(uid))),
      readOther: never('one’s own', () => read(slot(other))),
      create: may(welcome, (uid) => taking(uid)),
      createOther: never('one’s own', (uid) => taking(uid, other)),
      // When it is free again.
      change: may(welcome, (uid) => inTurn(taken(uid), taking(uid))),
      changeOther: never('one’s own', (uid) => inTurn(taken(other), taking(uid, other))),
      remove: never('it is free again by itself', (uid) => inTurn(taken(uid), remove(slot(uid)))),
      removeOther: never('it is free again by itself', () => inTurn(taken(other), remove(slot(other)))),
    },
  ];
};

const messageOf = (id: string) => `messages/${den}/${id}`;
/** Two messages in the den: one of who tries, one of another. */
const conversation = (uid: string): Operation =>
  inTurn(
    server(messageOf(said), { uid, text: 'Mine', at: beginningMs - 1000, slot: 'e' }),
    server(messageOf(othersSaid), { uid: other, text: 'Theirs', at: beginningMs - 1000, slot: 'e' }),
  );

const reactionOf = (uid: string) => `reactions/${den}/${othersSaid}/${uid}/👍`;
const reacting = (uid: string): Operation =>
  update(react({ uid, roomId: den, messageId: othersSaid, slot: 'a' }));

const reportBy = (uid: string, author = uid) => ({
  [`reports/${messageId(1)}`]: {
    uid: author,
    roomId: den,
    messageId: othersSaid,
    about: other,
    text: 'Theirs',
    reason: 'spam',
    at: now,
  },
  ...takeSlot('reports', uid, 'a', messageId(1)),
});

const restriction = { by: 'oz', at: daysAgoMs, until: soonMs };
const restrictions = (kind: 'bans' | 'mutes', power: Power): readonly [ListCells, RecordCells] => {
  const place = (uid: string) => `${kind}/${den}/${uid}`;
  const there = server(place(other), restriction);
  return [
    listOf(() => `${kind}/${den}`, withPower(power)),
    {
      read: may(signedIn, (uid) => read(place(uid))),
      readOther: never('as a list', () => inTurn(there, read(place(other)))),
      create: never('over others', (uid) => update(restrict(uid, kind, den, uid, soonMs))),
      createOther: may(withPower(power), (uid) => update(restrict(uid, kind, den, other, soonMs))),
      change: never('over others', (uid) =>
        inTurn(server(place(uid), restriction), set(`${place(uid)}/until`, soonMs + 1)),
      ),
      changeOther: may(withPower(power), (uid) =>
        inTurn(there, update(restrict(uid, kind, den, other, soonMs + 1))),
      ),
      // Their own row keeps the banned and the muted out, whoever they were.
      remove: never('by those above', (uid) =>
        inTurn(server(place(uid), restriction), update(lift(uid, kind, den, uid))),
      ),
      removeOther: may(withPower(power), (uid) => inTurn(there, update(lift(uid, kind, den, other)))),
    },
  ];
};

const seenAt = (uid: string): Operation => server(`lastSeen/${uid}`, daysAgoMs);
const hasRead = (uid: string): Operation => server(`receipts/${den}/${uid}`, daysAgoMs);
const saysAll = (uid: string): Operation => server(`sharing/${uid}`, { lastSeen: true, receipts: true });

const inviteAt = `invites/${den}/${inviteCode}`;
const invited = server(inviteAt, { by: 'oz', at: daysAgoMs, until: soonMs, uses: 2 });

const [banList, ban] = restrictions('bans', 'ban');
const [muteList, mute] = restrictions('mutes', 'mute');
const ofMessages = ringOf('messages', () => `${den}/${said}`);
const ofEdits = ringOf('edits', () => `${den}/${said}`);
const ofReactions = ringOf('reactions', () => `${den}/${said}/👍`);
const ofRooms = ringOf('rooms', () => 'shed');
const ofReports = ringOf('reports', () => said);
const ofJoins = ringOf('joins', () => club);
const ofInvites = ringOf('invites', () => `${den}/${inviteCode}`);
const ofKnocks = ringOf('knocks', () => `${den}/${inviteCode}`);
const ofProfiles = ringOf('profiles', (uid) => skeletonOf(uid));

const takenName = (uid: string): string => `names/${skeletonOf(uid)}`;
/** Somebody who has no profile yet. */
const unnamed = (uid: string): Operation =>
  inTurn(server(`users/${uid}`, null), server(takenName(uid), null));
const entry = { by: 'oz', at: daysAgoMs, act: 'kick', about: other };

/**
 * Who may do what, written by hand from what is promised and not from the rules. Every place of the contract has its cells; one that
 * lacks them does not compile. Rooms are the private `den`, but where only a public one makes sense.
 */
export const policy = {
  user: {
    read: may(signedIn, (uid) => read(`users/${uid}`)),
    readOther: may(signedIn, () => read(`users/${other}`)),
    create: may(welcome, (uid) => inTurn(unnamed(uid), update(claim(uid, uid)))),
    createOther: never('one’s own', () => inTurn(unnamed(other), update(claim(other, other)))),
    change: may(welcome, (uid) => update(restyle(uid, { color: 2 }))),
    changeOther: never('one’s own', () => update(restyle(other, { color: 2 }))),
    remove: never('eraseAccount', (uid) => remove(`users/${uid}`)),
    removeOther: never('eraseAccount', () => remove(`users/${other}`)),
  },
  name: {
    read: may(signedIn, (uid) => read(takenName(uid))),
    readOther: may(signedIn, () => read(takenName(other))),
    create: may(welcome, (uid) => inTurn(unnamed(uid), update(claim(uid, uid)))),
    createOther: never('with a profile that uses it', (uid) => set('names/unused', uid)),
    change: never('the holder gives it up', (uid) => set(takenName(other), uid)),
    // With another name in its place.
    remove: may(welcome, (uid) => update(rename(uid, uid, 'Novel'))),
    removeOther: never('the holder gives it up', () => remove(takenName(other))),
  },
  directory: listOf(() => 'directory', signedIn),
  directoryEntry: {
    read: may(signedIn, () => read(`directory/${club}`)),
    create: may(welcome, (uid) => update(open(uid, 'shed'))),
    createOther: never('with the room', () => set('directory/nowhere', { name: 'No', topic: 'Where' })),
    change: may(withPower('setTopic'), () => update(relabel(club, 'topic', 'Go'))),
    changeOther: never('as the room says', () => set(`directory/${club}/topic`, 'Go')),
    remove: may(withPower('close'), (uid) => update(close(club, uid))),
    removeOther: never('with the room', () => remove(`directory/${club}`)),
  },
  room: {
    read: may(inside, () => read(`rooms/${den}`)),
    readOther: may(signedIn, () => read(`rooms/${club}`)),
    create: may(welcome, (uid) => update(open(uid, `p-${'s'.repeat(25)}`, { kind: 'private' }))),
    createOther: never('as its owner', (uid) => update(open(uid, 'shed', { owner: other }))),
    change: may(withPower('setTopic'), () => set(`rooms/${den}/topic`, 'Go')),
    changeOther: may(withPower('handOver'), (uid) => update(handOver(den, uid, 'may'))),
    remove: never('close', () => remove(`rooms/${den}`)),
    removeOther: may(withPower('close'), (uid) => update(close(den, uid))),
  },
  members: listOf(() => `members/${den}`, inside),
  member: {
    read: may(signedIn, (uid) => read(`members/${den}/${uid}`)),
    readOther: never('as a list', () => read(`members/${den}/${other}`)),
    create: may(outside, (uid) => update(join(uid, club))),
    createOther: never('they come themselves', () => update(join('lou', club))),
    change: never('by those above', (uid) => update(giveRole(den, uid, 'moderator', uid))),
    changeOther: may(withPower('promote'), (uid) => update(giveRole(den, other, 'moderator', uid))),
    // To leave twice is no harm. Owners hand over first.
    remove: may(leaving, (uid) => update(leave(uid, den))),
    removeOther: may(withPower('kick'), (uid) => update(kick(uid, den, other))),
  },
  invites: listOf(() => `invites/${den}`, withPower('invite')),
  invite: {
    read: never('as a list', () => inTurn(invited, read(inviteAt))),
    create: may(withPower('invite'), (uid) => update(invite(uid, den))),
    createOther: never('in one’s own name', () => update(invite('may', den))),
    // Counted down by who comes.
    change: may(outside, (uid) => inTurn(invited, update(knock(uid, den)), update(redeem(uid, den)))),
    changeOther: never('take it back and make another', () =>
      inTurn(invited, set(`${inviteAt}/until`, soonMs + 1)),
    ),
    remove: may(withPower('invite'), () => inTurn(invited, remove(inviteAt))),
  },
  bans: banList,
  ban,
  mutes: muteList,
  mute,
  audit: listOf(() => `audit/${den}`, withPower('seeAudit'), newest),
  auditEntry: {
    read: never('as a list', () =>
      inTurn(server(`audit/${den}/${said}`, entry), read(`audit/${den}/${said}`)),
    ),
    create: may(withPower('kick'), (uid) => update(kick(uid, den, other))),
    createOther: never('with the act', (uid) => update(log(uid, den, 'kick', { about: other }))),
    change: never(serverOnly, () =>
      inTurn(server(`audit/${den}/${said}`, entry), set(`audit/${den}/${said}/about`, 'may')),
    ),
    remove: never(serverOnly, () =>
      inTurn(server(`audit/${den}/${said}`, entry), remove(`audit/${den}/${said}`)),
    ),
  },
  sanction: {
    ...closed((uid) => `sanctions/${uid}`),
    read: may(signedIn, (uid) => read(`sanctions/${uid}`)),
    readOther: never('one’s own', () => read(`sanctions/${other}`)),
  },
  revoked: {
    ...closed((uid) => `revoked/${uid}`),
    change: never(serverOnly, (uid) => set(`revoked/${uid}`, 1)),
    remove: never(serverOnly, (uid) => remove(`revoked/${uid}`)),
  },
  mine: {
    ...listOf((uid) => `mine/${uid}`, signedIn),
    listAll: never('one’s own', () => read(`mine/${other}`, limitToFirst(10))),
  },
  mineEntry: {
    read: may(signedIn, (uid) => read(`mine/${uid}/${den}`)),
    readOther: never('one’s own', () => read(`mine/${other}/${den}`)),
    create: may(outside, (uid) => update(join(uid, club))),
    createOther: never('they come themselves', () => set(`mine/lou/${club}`, { joinedAt: now })),
    change: may(listing, (uid) => set(`mine/${uid}/${den}/lastRead`, daysAgoMs)),
    changeOther: never('one’s own', () => set(`mine/${other}/${den}/lastRead`, daysAgoMs)),
    remove: may(leaving, (uid) => update(leave(uid, den))),
    removeOther: may(withPower('kick'), (uid) => update(kick(uid, den, other))),
  },
  messages: listOf(() => `messages/${den}`, inside, newest),
  message: {
    read: may(inside, (uid) => inTurn(conversation(uid), read(messageOf(said)))),
    readOther: may(inside, (uid) => inTurn(conversation(uid), read(messageOf(othersSaid)))),
    create: may(heard, (uid) => update(post({ uid, roomId: den, messageId: messageId(1), slot: 'a' }))),
    createOther: never('in one’s own name', (uid) =>
      update(post({ uid, roomId: den, messageId: messageId(1), slot: 'a' }, { message: { uid: other } })),
    ),
    change: may(heard, (uid) =>
      inTurn(conversation(uid), update(edit({ uid, roomId: den, messageId: said, slot: 'a' }))),
    ),
    changeOther: never('one’s own', (uid) =>
      inTurn(conversation(uid), update(edit({ uid, roomId: den, messageId: othersSaid, slot: 'a' }))),
    ),
    remove: may(inside, (uid) => inTurn(conversation(uid), update(deletion(den, said)))),
    removeOther: may(withPower('removeMessages'), (uid) =>
      inTurn(conversation(uid), update(removal(uid, den, othersSaid, other))),
    ),
  },
  messageText: {
    read: may(inside, (uid) => inTurn(conversation(uid), read(`${messageOf(said)}/text`))),
    create: never('with the message', () => set(`${messageOf(messageId(1))}/text`, 'hello')),
    change: never('with the time of the change', (uid) =>
      inTurn(conversation(uid), set(`${messageOf(said)}/text`, 'x')),
    ),
    changeOther: never('its author', (uid) =>
      inTurn(conversation(uid), set(`${messageOf(othersSaid)}/text`, 'x')),
    ),
    remove: never('leave a mark', (uid) => inTurn(conversation(uid), remove(`${messageOf(said)}/text`))),
    removeOther: never('leave a mark', (uid) => inTurn(conversation(uid), remove(messageOf(othersSaid)))),
  },
  reactions: listOf(() => `reactions/${den}/${othersSaid}`, inside),
  reaction: {
    read: never('as a list', (uid) => read(reactionOf(uid))),
    create: may(heard, (uid) => inTurn(conversation(uid), reacting(uid))),
    createOther: never('in one’s own name', (uid) =>
      inTurn(
        conversation(uid),
        update({ ...takeSlot('reactions', uid, 'a', `${den}/${othersSaid}/👍`), [reactionOf(other)]: now }),
      ),
    ),
    change: may(heard, (uid) => inTurn(conversation(uid), server(reactionOf(uid), daysAgoMs), reacting(uid))),
    remove: may(inside, (uid) => inTurn(server(reactionOf(uid), daysAgoMs), remove(reactionOf(uid)))),
    removeOther: never('one’s own', () =>
      inTurn(server(reactionOf(other), daysAgoMs), remove(reactionOf(other))),
    ),
  },
  report: {
    ...closed(() => `reports/${messageId(1)}`),
    create: may(inside, (uid) => inTurn(conversation(uid), update(reportBy(uid)))),
    createOther: never('in one’s own name', (uid) => inTurn(conversation(uid), update(reportBy(uid, other)))),
  },
  blocks: {
    ...listOf((uid) => `blocks/${uid}`, signedIn),
    listAll: never('one’s own', () => read(`blocks/${other}`, limitToFirst(10))),
  },
  block: {
    read: never('as a list', (uid) => read(`blocks/${uid}/lou`)),
    readOther: never('one’s own', () => read(`blocks/${other}/lou`)),
    create: may(welcome, (uid) => set(`blocks/${uid}/lou`, now)),
    createOther: never('one’s own', () => set(`blocks/${other}/lou`, now)),
    change: may(welcome, (uid) =>
      inTurn(server(`blocks/${uid}/lou`, daysAgoMs), set(`blocks/${uid}/lou`, now)),
    ),
    remove: may(welcome, (uid) =>
      inTurn(server(`blocks/${uid}/lou`, daysAgoMs), remove(`blocks/${uid}/lou`)),
    ),
    removeOther: never('one’s own', () =>
      inTurn(server(`blocks/${other}/lou`, daysAgoMs), remove(`blocks/${other}/lou`)),
    ),
  },
  typing: listOf(() => `typing/${den}`, inside),
  typingEntry: {
    read: never('as a list', (uid) => read(`typing/${den}/${uid}`)),
    create: may(heard, (uid) => update(sayTyping(uid, den))),
    createOther: never('in one’s own name', () => update(sayTyping(other, den))),
    change: may(heard, (uid) =>
      inTurn(server(`typing/${den}/${uid}`, { at: daysAgoMs, on: true }), update(sayTyping(uid, den, false))),
    ),
    remove: never('say that one stopped', (uid) =>
      inTurn(server(`typing/${den}/${uid}`, { at: daysAgoMs, on: true }), remove(`typing/${den}/${uid}`)),
    ),
  },
  presence: {
    // Small by construction, and says nothing of rooms.
    list: may(signedIn, (uid) => read(`presence/${uid}`)),
    listAll: may(signedIn, () => read(`presence/${other}`)),
    replace: never('one by one', (uid) => set(`presence/${uid}`, { a: { at: now, id: 'abcdefghijklmnop' } })),
  },
  connection: {
    read: may(signedIn, (uid) => read(`presence/${uid}/a`)),
    readOther: may(signedIn, () => read(`presence/${other}/a`)),
    create: may(welcome, (uid) => update(connect(uid, 'a'))),
    createOther: never('one’s own', () => update(connect(other, 'a'))),
    change: may(welcome, (uid) =>
      inTurn(
        server(`presence/${uid}/a`, { at: beginningMs - 1000, id: 'abcdefghijklmnop' }),
        update(connect(uid, 'a')),
      ),
    ),
    // Whoever was kept out meanwhile does not stay as a ghost.
    remove: may(whoever, (uid) =>
      inTurn(
        server(`presence/${uid}/a`, { at: beginningMs - 1000, id: 'abcdefghijklmnop' }),
        remove(`presence/${uid}/a`),
      ),
    ),
    removeOther: never('one’s own', () =>
      inTurn(
        server(`presence/${other}/a`, { at: beginningMs - 1000, id: 'abcdefghijklmnop' }),
        remove(`presence/${other}/a`),
      ),
    ),
  },
  lastSeen: {
    read: may(signedIn, (uid) => inTurn(seenAt(uid), read(`lastSeen/${uid}`))),
    readOther: may(signedIn, () => inTurn(seenAt(other), read(`lastSeen/${other}`))),
    create: may(welcome, (uid) => set(`lastSeen/${uid}`, now)),
    createOther: never('one’s own', () => set(`lastSeen/${other}`, now)),
    change: may(welcome, (uid) => inTurn(seenAt(uid), set(`lastSeen/${uid}`, now))),
    changeOther: never('one’s own', () => inTurn(seenAt(other), set(`lastSeen/${other}`, now))),
    remove: may(signedIn, (uid) => inTurn(seenAt(uid), remove(`lastSeen/${uid}`))),
    removeOther: never('one’s own', () => inTurn(seenAt(other), remove(`lastSeen/${other}`))),
  },
  receipts: listOf(() => `receipts/${den}`, inside),
  receipt: {
    read: never('as a list', (uid) => inTurn(hasRead(uid), read(`receipts/${den}/${uid}`))),
    create: may(inside, (uid) => update(readUpTo(uid, den, daysAgoMs))),
    createOther: never('one’s own', () =>
      inTurn(server(`mine/${other}/${den}/lastRead`, daysAgoMs), set(`receipts/${den}/${other}`, daysAgoMs)),
    ),
    change: may(inside, (uid) => inTurn(hasRead(uid), update(readUpTo(uid, den, daysAgoMs + 1)))),
    changeOther: never('one’s own', () =>
      inTurn(hasRead(other), update(readUpTo(other, den, daysAgoMs + 1))),
    ),
    // Whoever was put out, or says it no more.
    remove: may(signedIn, (uid) => inTurn(hasRead(uid), remove(`receipts/${den}/${uid}`))),
    removeOther: never('one’s own', () => inTurn(hasRead(other), remove(`receipts/${den}/${other}`))),
  },
  sharing: {
    read: may(signedIn, (uid) => inTurn(saysAll(uid), read(`sharing/${uid}`))),
    readOther: never('one’s own', () => inTurn(saysAll(other), read(`sharing/${other}`))),
    create: may(signedIn, (uid) => update(share(uid, false, false))),
    createOther: never('one’s own', () => update(share(other, false, false))),
    change: may(signedIn, (uid) => inTurn(saysAll(uid), update(share(uid, false, false)))),
    changeOther: never('one’s own', () => inTurn(saysAll(other), update(share(other, false, false)))),
    remove: never('say that all may know', (uid) => inTurn(saysAll(uid), remove(`sharing/${uid}`))),
    removeOther: never('one’s own', () => inTurn(saysAll(other), remove(`sharing/${other}`))),
  },
  messageSlots: ofMessages[0],
  messageSlot: ofMessages[1],
  editSlots: ofEdits[0],
  editSlot: ofEdits[1],
  reactionSlots: ofReactions[0],
  reactionSlot: ofReactions[1],
  roomSlots: ofRooms[0],
  roomSlot: ofRooms[1],
  joinSlots: ofJoins[0],
  joinSlot: ofJoins[1],
  inviteSlots: ofInvites[0],
  inviteSlot: ofInvites[1],
  knockSlots: ofKnocks[0],
  knockSlot: ofKnocks[1],
  profileSlots: ofProfiles[0],
  profileSlot: ofProfiles[1],
  reportSlots: ofReports[0],
  reportSlot: ofReports[1],
  actSlot: {
    read: may(signedIn, (uid) => read(`limits/${uid}/act`)),
    readOther: never('one’s own', () => read(`limits/${other}/act`)),
    create: may(welcome, (uid) => set(`limits/${uid}/act`, { at: now, key: `${den}/${said}` })),
    createOther: never('one’s own', () => set(`limits/${other}/act`, { at: now, key: `${den}/${said}` })),
    change: may(welcome, (uid) =>
      inTurn(
        server(`limits/${uid}/act`, { at: daysAgoMs, key: `${den}/${said}` }),
        set(`limits/${uid}/act`, { at: now, key: `${den}/${said}` }),
      ),
    ),
    remove: never('it is free again by itself', (uid) =>
      inTurn(
        server(`limits/${uid}/act`, { at: daysAgoMs, key: `${den}/${said}` }),
        remove(`limits/${uid}/act`),
      ),
    ),
  },
  paceEntry: {
    read: may(signedIn, (uid) => read(`limits/${uid}/pace/${den}`)),
    readOther: never('one’s own', () => read(`limits/${other}/pace/${den}`)),
    create: may(inside, (uid) =>
      inTurn(server(`rooms/${den}/slowMs`, 5000), set(`limits/${uid}/pace/${den}`, { at: now, key: said })),
    ),
    createOther: never('one’s own', () =>
      inTurn(server(`rooms/${den}/slowMs`, 5000), set(`limits/${other}/pace/${den}`, { at: now, key: said })),
    ),
    change: may(inside, (uid) =>
      inTurn(
        server(`rooms/${den}/slowMs`, 5000),
        server(`limits/${uid}/pace/${den}`, { at: daysAgoMs, key: othersSaid }),
        set(`limits/${uid}/pace/${den}`, { at: now, key: said }),
      ),
    ),
    remove: never('it is free again by itself', (uid) =>
      inTurn(
        server(`limits/${uid}/pace/${den}`, { at: daysAgoMs, key: othersSaid }),
        remove(`limits/${uid}/pace/${den}`),
      ),
    ),
  },
} satisfies Readonly<Record<keyof typeof paths, ListCells | RecordCells>>;

/** What only the server and its functions know of. */
export const serverPolicy = {
  abuse: closed((uid) => `abuse/${uid}`),
  jobs: closed(() => 'jobs'),
  job: closed(() => 'jobs/some'),
  parkedJob: closed(() => 'parkedJobs/some'),
  calls: closed((uid) => `calls/${uid}/exportMyData`),
  closedAt: {
    read: may(inside, () => read(`rooms/${den}/closedAt`)),
    create: may(withPower('close'), (uid) => update(close(den, uid))),
    createOther: never('with its entry in the log', () => set(`rooms/${den}/closedAt`, now)),
    change: never('a closed room stays closed', () =>
      inTurn(server(`rooms/${den}/closedAt`, daysAgoMs), set(`rooms/${den}/closedAt`, now)),
    ),
    remove: never('a closed room stays closed', () =>
      inTurn(server(`rooms/${den}/closedAt`, daysAgoMs), remove(`rooms/${den}/closedAt`)),
    ),
  },
  reactionsInRoom: {
    list: never('of one message', () => read(`reactions/${den}`, limitToFirst(1))),
    listAll: never('of one message', () => read(`reactions/${den}`)),
    replace: never('one by one', () => set(`reactions/${den}`, { x: true })),
  },
} satisfies Readonly<Record<keyof typeof serverPaths, ListCells | RecordCells>>;

/** Everybody's standing, besides who is in the world from the beginning. */
export const standing = (): readonly (readonly [path: string, value: unknown])[] => {
  const membership = { role: 'member', joinedAt: daysAgoMs };
  const listed = { joinedAt: daysAgoMs };
  const newcomers = ['mia', 'bart', 'glen', 'rex', 'lou'];
  const members = ['gus', 'mia', 'glen', 'rex'];
  return [
    ...newcomers.flatMap((uid) => [
      [`users/${uid}`, { name: uid, skeleton: skeletonOf(uid), color: 1, createdAt: daysAgoMs }] as const,
      [takenName(uid), uid] as const,
    ]),
    ...[club, den].flatMap((roomId) => [
      ...members.flatMap((uid) => [
        [`members/${roomId}/${uid}`, membership] as const,
        [`mine/${uid}/${roomId}`, listed] as const,
      ]),
      [`bans/${roomId}/bart`, { by: 'oz', at: daysAgoMs, until: soonMs }] as const,
      [`mutes/${roomId}/mia`, { by: 'oz', at: daysAgoMs, until: soonMs }] as const,
    ]),
    ['sanctions/glen', { bannedUntil: soonMs }],
    ['revoked/rex', sessionBeganMs],
  ];
};
