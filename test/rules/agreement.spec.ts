import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as contract from '@causerie/contract';
import {
  auditEntry,
  connection,
  idPatterns,
  isLegalKey,
  lookOf,
  message,
  messageTextProblem,
  mineEntry,
  nicknameProblem,
  paths,
  report,
  room,
  skeletonOf,
} from '@causerie/contract';
import { type GoodRecord, goodRecords } from './goodRecords.ts';
import { den, firstMessage, messageId, takenNames } from './inhabitants.ts';
import { beginningMs, type World, worldOfThisFile } from './world.ts';
import {
  close,
  entryOf,
  invite,
  knock,
  newRoom,
  now,
  post,
  redeem,
  removal,
  reportFirst,
  takeSlot,
  type Updates,
  without,
} from './writes.ts';

const world = worldOfThisFile();

/** Anything a client could put where a field belongs. */
const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', ' ', 'member', 'owner', 'public', 'a', 'ana', 'lobby', '__proto__', 'constructor'),
  fc.double(),
  fc.constantFrom(0, 1, -1, 11, 12, 0.5, 1e21, Number.MAX_VALUE),
  fc.boolean(),
  fc.constant(null),
  fc.constant(now),
  fc.constant({ '.sv': { increment: 1 } }),
  fc.record({
    '.value': fc.constantFrom<unknown>('a', 1, true, now),
    '.priority': fc.constantFrom<unknown>(1, 'x', null),
  }),
  fc.array(fc.string(), { maxLength: 3 }),
  fc.dictionary(fc.string(), fc.integer(), { maxKeys: 3 }),
);

/** A good record with something put over none, one or several of its fields, and perhaps a field more. */
const spoiled = (good: object): fc.Arbitrary<object> => {
  const fields = Object.entries(good).map(([name, value]): [string, fc.Arbitrary<unknown>] => [
    name,
    fc.oneof({ weight: 6, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: anything }),
  ]);
  return fc
    .tuple(
      fc.record(Object.fromEntries(fields)),
      fc.oneof(
        { weight: 6, arbitrary: fc.constant({}) },
        { weight: 1, arbitrary: fc.dictionary(fc.string({ minLength: 1 }), anything, { maxKeys: 1 }) },
        { weight: 1, arbitrary: fc.record({ html: anything }) },
      ),
    )
    .map(([record, more]) => ({ ...record, ...more }));
};

const longAgoMs = beginningMs - 86_400_000;
const ofClub = { ...newRoom, owner: 'oz', createdAt: longAgoMs };

const removed = messageId(1);
const removing = removal('mo', 'club', removed, 'mel');

/** Records with the fields that may be missing, where rules accept them. */
const fullRecords: readonly GoodRecord[] = [
  [
    'message in answer to another',
    message,
    'ana',
    `messages/lobby/${messageId(1)}`,
    post(
      { uid: 'ana', roomId: 'lobby', messageId: messageId(1), slot: 'a' },
      { message: { replyTo: firstMessage.id } },
    ),
  ],
  [
    'edited message',
    message,
    'ana',
    `messages/lobby/${messageId(1)}`,
    {
      [`messages/lobby/${messageId(1)}`]: {
        uid: 'ana',
        text: 'Hello.',
        at: beginningMs,
        slot: 'a',
        editedAt: now,
      },
      ...takeSlot('edits', 'ana', 'a', `lobby/${messageId(1)}`),
    },
  ],
  [
    'mineEntry of a room that was read',
    mineEntry,
    'ana',
    'mine/ana/lobby',
    { 'mine/ana/lobby': { joinedAt: longAgoMs, lastRead: longAgoMs } },
  ],
  ['mineEntry of somebody who was invited', mineEntry, 'eve', `mine/eve/${den}`, redeem('eve', den)],
  [
    'room that asks for pauses',
    room,
    'oz',
    'rooms/club',
    {
      'rooms/club': { ...ofClub, slowMs: 5000 },
      'directory/club': { name: newRoom.name, topic: newRoom.topic },
    },
  ],
  [
    'closed room',
    room,
    'oz',
    'rooms/club',
    { ...without(close('club'), 'rooms/club/closedAt'), 'rooms/club': { ...ofClub, closedAt: now } },
  ],
  ['auditEntry of a removal', auditEntry, 'mo', entryOf(removing), removing],
  [
    'connection of somebody who is away',
    connection,
    'ana',
    'presence/ana/a',
    { 'presence/ana/a': { at: now, id: 'abcdefghijklmnop', away: true } },
  ],
  [
    'report with a note',
    report,
    'bob',
    `reports/${messageId(1)}`,
    reportFirst({ uid: 'bob', reportId: messageId(1), slot: 'a' }, { note: 'see for yourself' }),
  ],
];

/** What has to be there first. */
const preparations = new Map<string, readonly (readonly [who: string, updates: Updates])[]>([
  ['edited message', [['ana', post({ uid: 'ana', roomId: 'lobby', messageId: messageId(1), slot: 'a' })]]],
  ['auditEntry of a removal', [['mel', post({ uid: 'mel', roomId: 'club', messageId: removed, slot: 'a' })]]],
  [
    'mineEntry of somebody who was invited',
    [
      ['mo', invite('mo', den)],
      ['eve', knock('eve', den)],
    ],
  ],
]);

describe('whatever rules accept, readers recognise', () => {
  it.each([...goodRecords, ...fullRecords])(
    '%s',
    { timeout: 60_000 },
    async (what, shape, who, path, good) => {
      let accepted = 0;
      let refused = 0;
      const begin = (): void => {
        for (const [first, updates] of preparations.get(what) ?? [])
          expect(world().permits(first, updates)).toBe(true);
      };
      begin();
      await fc.assert(
        fc.asyncProperty(spoiled(good[path] as object), async (value) => {
          if (!world().tries(who, { ...good, [path]: value })) {
            refused += 1;
            return;
          }
          accepted += 1;
          const stored = await world().read(path);
          // Nothing is left of a row whose fields are all null: that was a removal, which some rules allow.
          expect(shape.read(stored) ?? null).toEqual(stored);
          world().reset();
          begin();
        }),
        { numRuns: 500 },
      );
      // Neither side of the law is empty.
      expect(Math.min(accepted, refused)).toBeGreaterThan(20);
    },
  );

  const shapes = Object.entries<unknown>(contract).filter((entry): entry is [string, Shape] =>
    isShape(entry[1]),
  );

  it.each(shapes)('is asked of every field of %s that a client may write', (_name, shape) => {
    const tried = [...goodRecords, ...fullRecords].filter(([, other]) => other === shape);
    const fields = new Set(tried.flatMap(([, , , path, good]) => Object.keys(good[path] as object)));
    const written = Object.entries(shape.fields).filter(([, { rule }]) => rule !== 'false');
    expect([...fields].toSorted()).toEqual(written.map(([name]) => name).toSorted());
  });
});

type Shape = contract.RecordShape<Readonly<Record<string, contract.Field<unknown>>>>;

const isShape = (value: unknown): value is Shape =>
  typeof value === 'object' && value !== null && 'read' in value && 'fields' in value;

describe('rules and the contract are of one mind', () => {
  it('about texts', async () => {
    await holdsFor(fc.oneof(fc.string({ unit: 'binary' }), unseenText), (text) => {
      // The one character that they see differently: white space for the contract, and not for rules.
      fc.pre(!text.includes('\v'));
      const accepted = send(world(), text);
      expect(accepted).toBe(messageTextProblem(text) === undefined);
      return accepted;
    });
  });

  it('about names', async () => {
    await holdsFor(anyName, (name) => {
      const accepted = world().tries('nia', claimOf(name, skeletonOf(name)));
      expect(accepted).toBe(nicknameProblem(name) === undefined && !isTaken(name));
      return accepted;
    });
  });

  it('about skeletons', async () => {
    const good = anyName.filter((name) => nicknameProblem(name) === undefined && !isTaken(name));
    await holdsFor(fc.tuple(good, fc.oneof(good, fc.string())), ([name, other]) => {
      // Half of the names come with their own skeleton, so that both answers are heard.
      const skeleton = other.length % 2 === 0 ? skeletonOf(name) : skeletonOf(other);
      const accepted = world().tries('nia', claimOf(name, skeleton));
      expect(accepted).toBe(skeleton === skeletonOf(name));
      return accepted;
    });
  });

  it('about ids', async () => {
    const id = fc.oneof(
      fc.stringMatching(idPatterns.message),
      fc.string({ unit: 'binary', minLength: 18, maxLength: 22 }),
    );
    await holdsFor(id.filter(isLegalKey), (messageKey) => {
      const accepted = world().tries(
        'ana',
        post({ uid: 'ana', roomId: 'lobby', messageId: messageKey, slot: 'a' }),
      );
      expect(accepted).toBe(idPatterns.message.test(messageKey));
      return accepted;
    });
  });
});

const taken = new Set(takenNames.map(skeletonOf));
const isTaken = (name: string): boolean => taken.has(skeletonOf(name)) || taken.has(lookOf(name));

/** Checks a property against a world that begins anew whenever something was accepted. */
const holdsFor = <Input>(inputs: fc.Arbitrary<Input>, property: (input: Input) => boolean): Promise<void> =>
  fc.assert(
    fc.asyncProperty(inputs, async (input) => {
      if (property(input)) world().reset();
    }),
    { numRuns: 400 },
  );

const send = (where: World, text: string): boolean =>
  where.tries(
    'ana',
    post({ uid: 'ana', roomId: 'lobby', messageId: messageId(1), slot: 'a' }, { message: { text } }),
  );

/** A first profile with a skeleton of one's own choosing, and the claim where that can be a key at all. */
const claimOf = (name: string, skeleton: string): Updates => ({
  [paths.user.at({ uid: 'nia' })]: { name, skeleton, color: 1, createdAt: now },
  ...takeSlot('profiles', 'nia', 'a', skeleton),
  ...(isLegalKey(skeleton) ? { [paths.name.at({ skeleton })]: 'nia' } : {}),
});

const unseenText = fc.string({
  unit: fc.constantFrom(
    ' ',
    '\n',
    '\t',
    '\u00a0',
    '\u2003',
    '\u200b',
    '\u202e',
    '\u2028',
    '\u3000',
    '\ufeff',
    '\ufe0f',
    '\u2800',
    '\u2027',
    '·',
    'x',
  ),
  maxLength: 3,
});

const nameOf = (letters: string): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...Array.from(`${letters}019 ._'-`)), minLength: 1, maxLength: 26 });

const anyName = fc.oneof(
  nameOf('abcdeimnorstuvwxyzAIMWÀéßæŁșİıĸ'),
  nameOf('ΑΒΗΙΜΝΣΥαβγδηιμνοςσυφωΆΐώ'),
  nameOf('АБВЕЗИЙМНЫЯабвезийлмныяЁїґџ'),
  nameOf('abАΝя@<\u200b/'),
  fc.constantFrom('admin', 'Ana', 'Ànä', 'BOB', 'B0B', 'Constructor', '__proto__', 'toString', 'mod', 'mood'),
);
