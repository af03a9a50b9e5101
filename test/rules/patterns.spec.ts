import { describe, expect, it } from 'vitest';
import {
  confusables,
  idPatterns,
  isLegalKey,
  limits,
  lookOf,
  nicknameProblem,
  plainLine,
  profile,
  reactionEmoji,
  reservedSkeletons,
  skeletonOf,
  smallConfusables,
  visible,
} from '@causerie/contract';
import { den, firstMessage, takenNames } from './inhabitants.ts';
import { probesOf } from './probes.ts';
import { beginningMs, type World, worldOfThisFile } from './world.ts';
import {
  claim,
  connect,
  deletion,
  invite,
  inviteCode,
  join,
  now,
  open,
  post,
  react,
  reportFirst,
  takeSlot,
  type Updates,
} from './writes.ts';

const world = worldOfThisFile();

/** The letters that a name can have so that `character` is in it when it is in small letters. */
const writings = (character: string): readonly string[] => [character, character.toUpperCase(), 'İ'];

/** A name of each alphabet, with something in it. */
const around = (text: string): readonly string[] => [
  `x${text}x`,
  `\u0436${text}\u0436`,
  `\u03c6${text}\u03c6`,
];

const nameWith = (character: string): string | undefined =>
  writings(character)
    .flatMap(around)
    .find((name) => nicknameProblem(name) === undefined && name.toLowerCase().includes(character));

describe('the skeleton of a name', () => {
  it.each(confusables)('folds %j to %j', (from) => {
    const name = nameWith(from) ?? `no name has ${JSON.stringify(from)} in it`;
    expect(world().permits('nia', claim('nia', name))).toBe(true);
  });
});

describe('what a name is drawn like', () => {
  /** Names of which it is something else than the skeleton. */
  const drawn = [...smallConfusables, ...confusables].flatMap(([from]) =>
    writings(from)
      .flatMap((text) => [`\u03bd${text}\u03bd`, `\u0438${text}\u0438`, `\u03c6${text}\u03c6`])
      .filter((name) => nicknameProblem(name) === undefined && lookOf(name) !== skeletonOf(name)),
  );

  it.each([...new Set(drawn)])('%s, is not held by another', (name) => {
    expect(world().permits('nia', claim('nia', name))).toBe(true);
    world().reset();
    world().write(`names/${lookOf(name)}`, 'ana');
    expect(world().permits('nia', claim('nia', name))).toBe(false);
  });
});

describe('a reserved name', () => {
  it.each(reservedSkeletons)('%s is for nobody, and those beside it are', (name) => {
    const near = [`x${name}`, `${name}x`, `x${name.slice(1)}`];
    expect(world().permits('nia', claim('nia', name))).toBe(false);
    for (const other of near) {
      expect(world().permits('nia', claim('nia', other))).toBe(true);
      world().reset();
    }
  });
});

/** A text of a form: where it stands, what the contract says of it, and a write that is good but for it. */
interface Form {
  /** What is right, in the contract's own words. */
  readonly isRight: (text: string) => boolean;
  /** Right texts, one of each kind. */
  readonly examples: readonly string[];
  /** The shortest and the longest. */
  readonly extremes?: readonly string[];
  /** Its characters and their neighbours are tried wherever they may stand. */
  readonly pattern: string;
  readonly who: string;
  readonly write: (text: string) => Updates;
  /** What the server does before. */
  readonly prepare?: (where: World, text: string) => void;
  /** The slots it takes were taken this very moment, in another update: else their form is asked as well. */
  readonly slotsAreTaken?: boolean;
  /** Whether the write can be said at all; what is no key for any tree is not for rules to refuse. */
  readonly canBe?: (text: string) => boolean;
}

const fits = (pattern: RegExp, max = Infinity) => ({
  pattern: pattern.source,
  isRight: (text: string): boolean => pattern.test(text) && text.length <= max,
});

const lineOf = (max: number) => ({
  pattern: plainLine.source + visible.source,
  isRight: (text: string): boolean => plainLine.test(text) && visible.test(text) && text.length <= max,
  examples: ['x', 'xyz'],
  extremes: ['x'.repeat(max)],
});

const taken = new Set(takenNames.map(skeletonOf));

const roomIds = ['az9-'];
const longRoomIds = ['0', `a${'z'.repeat(39)}`];
const directIds = ['d-ana_oz'];
const longDirectIds = ['a', 'a'.repeat(64), 'a'.repeat(65)].flatMap((uid) => [
  `d-${uid}_z`,
  `d-a_${uid}`,
  'd-_z',
  'd-a_',
]);
const longIds = [...longRoomIds, ...longDirectIds];
const id = '-Nabcdefghij_ZYX0123';
const slotOf = (ring: string) => (key: string) => takeSlot(ring, 'ana', 'a', key);

const kindOf = (roomId: string): string | undefined => {
  if (!idPatterns.room.test(roomId)) return undefined;
  if (idPatterns.privateRoom.test(roomId)) return 'private';
  return idPatterns.directRoom.test(roomId) ? 'direct' : 'public';
};

/** Its owner asks for pauses. Ids of other kinds of rooms, or of none, are for none of this kind. */
const roomThatIsThere = (kind: 'public' | 'private' | 'direct'): Form => {
  const name = kind === 'direct' ? {} : { name: 'Shed', topic: 'Tools', owner: 'oz' };
  return {
    pattern: idPatterns.room.source,
    isRight: (roomId) => kindOf(roomId) === kind,
    examples: [...roomIds, ...directIds, den],
    extremes: longIds,
    who: 'oz',
    write: (roomId) => ({ [`rooms/${roomId}/slowMs`]: 1000 }),
    prepare: (where, roomId) => {
      where.write(`rooms/${roomId}`, { kind, createdAt: 1, ...name });
      where.write(`members/${roomId}/oz`, { role: 'owner', joinedAt: 1 });
      where.write(`directory/${roomId}`, kind === 'public' ? { name: 'Shed', topic: 'Tools' } : null);
    },
    canBe: isLegalKey,
  };
};

const forms: Readonly<Record<string, Form>> = {
  'a name': {
    pattern: profile.fields.name.rule,
    isRight: (text) => nicknameProblem(text) === undefined && !taken.has(skeletonOf(text)),
    examples: ['xyz', '\u03c6\u03c7\u03c6', '\u0444\u044f\u0444'],
    extremes: ['xy', '\u03c6\u03c7', '\u0444\u044f'].flatMap((name) => [name, name.repeat(12)]),
    who: 'nia',
    write: (name) => claim('nia', name),
    canBe: (name) => isLegalKey(skeletonOf(name)),
  },
  'the id of a public room': {
    pattern: idPatterns.room.source,
    isRight: (text) => idPatterns.room.test(text) && !idPatterns.privateRoom.test(text),
    examples: roomIds,
    extremes: longRoomIds,
    who: 'eve',
    write: (roomId) => open('eve', roomId),
    canBe: isLegalKey,
    slotsAreTaken: true,
  },
  'the id of a private room': {
    ...fits(idPatterns.privateRoom),
    examples: [den],
    who: 'eve',
    write: (roomId) => open('eve', roomId, { kind: 'private' }),
    prepare: (where) => {
      for (const place of ['rooms', 'members', 'messages']) where.write(`${place}/${den}`, null);
    },
    canBe: isLegalKey,
    slotsAreTaken: true,
  },
  'the name of a private room': {
    ...lineOf(limits.roomName),
    who: 'oz',
    write: (name) => ({ [`rooms/${den}/name`]: name }),
  },
  'the topic of a private room': {
    ...lineOf(limits.roomTopic),
    who: 'oz',
    write: (topic) => ({ [`rooms/${den}/topic`]: topic }),
  },
  'a name in the directory': {
    ...lineOf(limits.roomName),
    who: 'mo',
    write: (name) => ({ 'directory/club': { name, topic: 'Chess' } }),
    prepare: (where, name) => where.write('rooms/club/name', name),
  },
  'a topic in the directory': {
    ...lineOf(limits.roomTopic),
    who: 'mo',
    write: (topic) => ({ 'directory/club': { name: 'Club', topic } }),
    prepare: (where, topic) => where.write('rooms/club/topic', topic),
  },
  'the text of a message': {
    ...fits(visible, limits.messageText),
    examples: ['x'],
    extremes: ['x'.repeat(limits.messageText)],
    who: 'ana',
    write: (text) => post({ uid: 'ana', roomId: 'lobby', messageId: id, slot: 'a' }, { message: { text } }),
  },
  ...Object.fromEntries(
    (['public', 'private', 'direct'] as const).map((kind) => [
      `the id of a ${kind} room that is there`,
      roomThatIsThere(kind),
    ]),
  ),
  'the id of a message that is deleted': {
    ...fits(idPatterns.message),
    examples: [id],
    who: 'ana',
    write: (messageKey) => deletion('lobby', messageKey),
    prepare: (where, messageKey) => where.write(`messages/lobby/${messageKey}`, said('x', where)),
    canBe: isLegalKey,
  },
  "the code in one's own list": {
    ...fits(idPatterns.inviteCode),
    examples: [inviteCode],
    who: 'eve',
    write: (code) => ({ ...join('eve', 'annex'), 'mine/eve/annex': { joinedAt: now, code } }),
  },
  'the key of an invite that is made': {
    ...fits(idPatterns.inviteInRoom),
    examples: [...roomIds, ...directIds].map((roomId) => `${roomId}/${inviteCode}`),
    extremes: longIds.map((roomId) => `${roomId}/${inviteCode}`),
    who: 'ana',
    write: slotOf('invites'),
  },
  'the key of a knock': {
    ...fits(idPatterns.inviteInRoom),
    examples: [...roomIds, ...directIds].map((roomId) => `${roomId}/${inviteCode}`),
    extremes: longIds.map((roomId) => `${roomId}/${inviteCode}`),
    who: 'ana',
    write: slotOf('knocks'),
  },
  'the id of a message': {
    ...fits(idPatterns.message),
    examples: [id],
    who: 'ana',
    write: (messageKey) => post({ uid: 'ana', roomId: 'lobby', messageId: messageKey, slot: 'a' }),
    canBe: isLegalKey,
    slotsAreTaken: true,
  },
  'what a message answers': {
    ...fits(idPatterns.message),
    examples: [id],
    who: 'ana',
    write: (replyTo) =>
      post(
        { uid: 'ana', roomId: 'lobby', messageId: `${id.slice(1)}x`, slot: 'a' },
        { message: { replyTo } },
      ),
    prepare: (where, replyTo) => {
      if (isLegalKey(replyTo)) where.write(`messages/lobby/${replyTo}`, said('x', where));
    },
  },
  'the slot of a message': {
    ...fits(idPatterns.messageSlot),
    examples: limits.messageRing.slots,
    who: 'ana',
    write: (slot) => post({ uid: 'ana', roomId: 'lobby', messageId: id, slot }),
    canBe: isLegalKey,
    slotsAreTaken: true,
  },
  'a reaction': {
    ...fits(idPatterns.reaction),
    examples: reactionEmoji,
    who: 'ana',
    write: (emoji) => react({ uid: 'ana', roomId: 'lobby', messageId: firstMessage.id, slot: 'a' }, emoji),
    canBe: isLegalKey,
    slotsAreTaken: true,
  },
  'the code of an invite': {
    ...fits(idPatterns.inviteCode),
    examples: [inviteCode],
    who: 'mo',
    write: (code) => invite('mo', den, {}, 'a', code),
    canBe: isLegalKey,
    slotsAreTaken: true,
  },
  'the id of a report': {
    ...fits(idPatterns.report),
    examples: [id],
    who: 'bob',
    write: (reportId) => reportFirst({ uid: 'bob', reportId, slot: 'a' }),
    canBe: isLegalKey,
    slotsAreTaken: true,
  },
  'the room of a report': {
    pattern: idPatterns.room.source,
    isRight: (text) => idPatterns.room.test(text) && isLegalKey(text),
    examples: [...roomIds, ...directIds],
    extremes: longIds,
    who: 'bob',
    write: (roomId) => reportFirst({ uid: 'bob', reportId: id, slot: 'a' }, { roomId }),
    prepare: (where, roomId) => {
      if (!isLegalKey(roomId)) return;
      where.write(`members/${roomId}/bob`, { role: 'member', joinedAt: 1 });
      where.write(`messages/${roomId}/${firstMessage.id}`, said(firstMessage.text, where));
    },
  },
  'the message of a report': {
    ...fits(idPatterns.message),
    examples: [id],
    who: 'bob',
    write: (messageKey) => reportFirst({ uid: 'bob', reportId: id, slot: 'a' }, { messageId: messageKey }),
    prepare: (where, messageKey) => {
      if (isLegalKey(messageKey)) where.write(`messages/lobby/${messageKey}`, said(firstMessage.text, where));
    },
  },
  'the text of a report': {
    ...fits(visible, limits.messageText),
    examples: ['x'],
    extremes: ['x'.repeat(limits.messageText)],
    who: 'bob',
    write: (text) => reportFirst({ uid: 'bob', reportId: id, slot: 'a' }, { text }),
    prepare: (where, text) => where.write(`messages/lobby/${firstMessage.id}/text`, text),
  },
  'the note of a report': {
    ...fits(visible, limits.reportNote),
    examples: ['x'],
    extremes: ['x'.repeat(limits.reportNote)],
    who: 'bob',
    write: (note) => reportFirst({ uid: 'bob', reportId: id, slot: 'a' }, { note }),
  },
  'the id of a connection': {
    ...fits(idPatterns.connection),
    examples: ['abcdefghijklmnop'],
    who: 'ana',
    write: (connectionId) => connect('ana', 'a', connectionId),
  },
  'the slot of a connection': {
    ...fits(idPatterns.connectionSlot),
    examples: limits.connectionSlots,
    who: 'ana',
    write: (slot) => connect('ana', slot),
    canBe: isLegalKey,
  },
  'the message of a turn': {
    ...fits(idPatterns.message),
    examples: [id],
    who: 'ana',
    write: (key) => ({ 'limits/ana/pace/slow': { at: now, key } }),
  },
  'the key of a message slot': {
    ...fits(idPatterns.messageInRoom),
    examples: [...roomIds, ...directIds].map((roomId) => `${roomId}/${id}`),
    extremes: longIds.map((roomId) => `${roomId}/${id}`),
    who: 'ana',
    write: slotOf('messages'),
  },
  'the key of an edit slot': {
    ...fits(idPatterns.messageInRoom),
    examples: [...roomIds, ...directIds].map((roomId) => `${roomId}/${id}`),
    extremes: longIds.map((roomId) => `${roomId}/${id}`),
    who: 'ana',
    write: slotOf('edits'),
  },
  'the key of a reaction slot': {
    ...fits(idPatterns.reactionInRoom),
    examples: [...roomIds, ...directIds].map((roomId) => `${roomId}/${id}/👍`),
    extremes: [
      ...longIds.map((roomId) => `${roomId}/${id}/👍`),
      ...reactionEmoji.flatMap((emoji) => [
        `a/${id}/${emoji}`,
        `a/${id}/x${emoji.slice(1)}`,
        `a/${id}x${emoji}`,
      ]),
    ],
    who: 'ana',
    write: slotOf('reactions'),
  },
  'the key of a room slot': {
    ...fits(idPatterns.room),
    examples: [...roomIds, ...directIds],
    extremes: longIds,
    who: 'ana',
    write: slotOf('rooms'),
  },
  'the key of a join slot': {
    ...fits(idPatterns.room),
    examples: [...roomIds, ...directIds],
    extremes: longIds,
    who: 'ana',
    write: slotOf('joins'),
  },
  'the key of a profile slot': {
    ...fits(/^[^.#$/[\]]{1,48}$/),
    examples: ['x'],
    extremes: ['x'.repeat(limits.nameSkeleton)],
    who: 'ana',
    write: slotOf('profiles'),
  },
  'the key of an act': {
    ...fits(idPatterns.auditEntryInRoom),
    examples: [...roomIds, ...directIds].map((roomId) => `${roomId}/${id}`),
    extremes: longIds.map((roomId) => `${roomId}/${id}`),
    who: 'mo',
    write: (key) => ({ 'limits/mo/act': { at: now, key } }),
  },
  'the id of an entry in the log': {
    ...fits(idPatterns.auditEntry),
    examples: [id],
    who: 'mo',
    write: (entryId) => ({
      'mutes/club/mel': { by: 'mo', at: now, until: beginningMs + 1 },
      [`audit/club/${entryId}`]: { by: 'mo', at: now, act: 'mute', about: 'mel' },
      'limits/mo/act': { at: now, key: `club/${entryId}` },
    }),
    canBe: isLegalKey,
    slotsAreTaken: true,
  },
  'the key of a report slot': {
    ...fits(idPatterns.report),
    examples: [id],
    who: 'ana',
    write: slotOf('reports'),
  },
};

const said = (text: string, where: World) => ({ uid: 'ana', text, at: where.nowMs - 1, slot: 'a' });

/** The rest of an update whose slots the server takes. */
const withSlotsTaken = (updates: Updates): Updates => {
  const places = Object.entries(updates);
  for (const [place, value] of places.filter(([key]) => key.startsWith('limits/')))
    world().write(place, { ...(value as object), at: now });
  return Object.fromEntries(places.filter(([key]) => !key.startsWith('limits/')));
};

describe('the form of', () => {
  it.each(Object.entries(forms))('%s is the one of the contract, to the character', (_what, form) => {
    const counts = { right: 0, wrong: 0 };
    const unlike: string[] = [];
    for (const text of probesOf(form)) {
      if (form.canBe?.(text) === false) continue;
      form.prepare?.(world(), text);
      const isRight = form.isRight(text);
      counts[isRight ? 'right' : 'wrong'] += 1;
      const updates = form.slotsAreTaken === true ? withSlotsTaken(form.write(text)) : form.write(text);
      const accepted = world().permits(form.who, updates);
      if (accepted !== isRight) unlike.push(`${JSON.stringify(text)} is ${isRight ? 'right' : 'wrong'}`);
      if (accepted || form.prepare !== undefined) world().reset();
    }
    expect(unlike).toEqual([]);
    expect(Math.min(counts.right, counts.wrong)).toBeGreaterThan(0);
  });
});
