import { get, limitToLast, orderByChild, query, ref, remove, set } from 'firebase/database';
import { limits, message as messageRecord, paths } from '@causerie/contract';
import { owner } from '../support/world.ts';
import { connect, deletion, edit, now, post, relabel, type Updates } from '../rules/writes.ts';
import { type Attack, checked, together } from './attack.ts';
import { chance, newId, type Person, type Siege } from './siege.ts';
import { doing, refusals, sending, type Try, writing } from './tries.ts';

const serverTime = { '.sv': 'timestamp' };

/** A member of a room, and updates that would send a message there. */
const author = async (siege: Siege) => {
  const eve = await siege.person();
  const roomId = await siege.room({ people: [[eve, 'member']] });
  let used = -1;
  /** Each with a slot of its own, as long as there are any. */
  const message = (fields: object = {}, ring: object = {}): Updates => {
    used = (used + 1) % limits.messageRing.slots.length;
    const slot = limits.messageRing.slots[used] ?? 'a';
    return post({ uid: eve.uid, roomId, messageId: newId(), slot }, { message: fields, ring });
  };
  const tries = (what: string, fields: object): Try => writing(eve, what, message(fields));
  const honest: Try = writing(eve, 'an ordinary message', message());
  return { eve, roomId, message, tries, honest };
};

/** Of two people, one of whom has said something just now. */
const conversation = async (siege: Siege) => {
  const [eve, ana] = (await siege.people('Eve', 'Ana')) as [Person, Person];
  const roomId = await siege.room({
    people: [
      [eve, 'member'],
      [ana, 'member'],
    ],
  });
  const [own, others] = [newId(), newId()];
  const said = { text: 'Hello', html: '<p>Hello</p>', at: Date.now() - 1000, slot: 'e' };
  await owner.write(paths.message.at({ roomId, messageId: own }), { ...said, uid: eve.uid });
  await owner.write(paths.message.at({ roomId, messageId: others }), { ...said, uid: ana.uid });
  return { eve, ana, roomId, own, others };
};

const oversized: Attack = {
  id: 11,
  name: 'A message too large to be looked at, or larger than what functions are told of',
  defence: 'Length in rules; a text without html is shown as plain text',
  run: async (siege) => {
    const { tries, honest, eve, roomId } = await author(siege);
    return refusals(siege, {
      tries: [
        tries('one unit too many', { text: 'x'.repeat(limits.messageText + 1) }),
        tries('half as many emoji, which are two units each', {
          text: '💬'.repeat(limits.messageText / 2 + 1),
        }),
        tries('100 kB', { text: 'x'.repeat(100_000) }),
        tries('over the megabyte of an event', { text: 'x'.repeat(1_100_000) }),
        tries('11 MB', { text: 'x'.repeat(11_000_000) }),
        sending(
          siege,
          eve,
          'the same past the SDK',
          JSON.stringify({ [`messages/${roomId}/${newId()}/text`]: 'x'.repeat(1_100_000) }),
        ),
      ],
      afterwards: [tries('as long as may be', { text: 'x'.repeat(limits.messageText) }), honest],
    });
  },
};

const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) });

const shapes: Attack = {
  id: 12,
  name: 'Deep trees, fields that nobody asked for, lists and objects in the place of texts',
  defence: 'Every record has its fields and no others; every field its type',
  run: async (siege) => {
    const { tries, honest, eve, roomId, message } = await author(siege);
    return refusals(siege, {
      tries: [
        tries('a field more', { free: true }),
        tries('a tree in a field more', { free: nested(20) }),
        tries('32 levels and more', { free: nested(33) }),
        tries('a list for a text', { text: ['hello'] }),
        tries('an object for a text', { text: { a: 'hello' } }),
        tries('a number for a text', { text: 1 }),
        tries('a flag for a text', { text: true }),
        tries('an object for a time', { at: { a: 1 } }),
        tries('a list for the author', { uid: [eve.uid] }),
        tries('nothing but white space', { text: ' \t\n\u200b\u2060\u3164' }),
        tries('no text', { text: null }),
        writing(eve, 'a string for a message', {
          [paths.message.at({ roomId, messageId: newId() })]: 'hello',
        }),
        writing(eve, 'a tree below the text', { [`${Object.keys(message())[0]}/text/a/b/c`]: 'x' }),
        writing(eve, 'all messages of a room at once', { [paths.messages.at({ roomId })]: { a: 1 } }),
        doing(eve, 'the whole tree', (database) => set(ref(database), { a: 1 })),
        doing(eve, 'a place of its own beside the others', (database) => set(ref(database, 'mine2'), true)),
      ],
      afterwards: [honest],
    });
  },
};

const priorities: Attack = {
  id: 13,
  name: 'Smuggle a second value as a priority',
  defence: 'Priorities are refused on every record and every field',
  run: async (siege) => {
    const { eve, honest, message } = await author(siege);
    const { uid, name } = eve;
    const long = 'x'.repeat(10_000);
    const bare = message();
    const [place = ''] = Object.keys(bare);
    const value = bare[place] as object;
    return refusals(siege, {
      tries: [
        writing(eve, 'on a message', { ...bare, [place]: { ...value, '.priority': long } }),
        ...['uid', 'text', 'at', 'slot'].map((field) =>
          sending(
            siege,
            eve,
            `on ${field} of a message`,
            JSON.stringify({
              ...bare,
              [place]: {
                ...value,
                at: serverTime,
                [field]: {
                  '.value': field === 'at' ? serverTime : (value as Record<string, unknown>)[field],
                  '.priority': long,
                },
              },
              ...Object.fromEntries(
                Object.entries(bare)
                  .filter(([path]) => path !== place)
                  .map(([path, slot]) => [path, { ...(slot as object), at: serverTime }]),
              ),
            }),
          ),
        ),
        ...[
          `users/${uid}`,
          `users/${uid}/color`,
          paths.messageSlot.at({ uid, slot: 'a' }),
          paths.connection.at({ uid, slot: 'a' }),
          `messages`,
          `names/${name.toLowerCase()}`,
        ].map((path) =>
          doing(eve, `on ${path}`, (database) => set(ref(database, `${path}/.priority`), long)),
        ),
        writing(eve, 'on a connection', {
          [paths.connection.at({ uid, slot: 'a' })]: { at: now, id: chance(16), '.priority': 1 },
        }),
      ],
      afterwards: [honest, writing(eve, 'a connection without', connect(uid, 'a', chance(16)))],
    });
  },
};

const hostileKeys = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '0',
  '-1',
  '💬',
  '\u202e',
  'a b',
];

/** The same text with each of the keys, spelled as text, so that `__proto__` is sent as a key. */
const texts = (template: (key: string) => object): readonly string[] =>
  hostileKeys.map((key) =>
    JSON.stringify(template('KEY')).replaceAll('KEY', JSON.stringify(key).slice(1, -1)),
  );

const prototypes: Attack = {
  id: 14,
  name: 'Keys that JavaScript treats as special: __proto__, constructor, numbers that become lists',
  defence: 'Keys match patterns in rules; readers look at own properties only',
  run: async (siege) => {
    const { eve, roomId, honest } = await author(siege);
    const { uid } = eve;
    const body = { uid, text: 'hello', at: serverTime, slot: 'a' };
    const tries = [
      ...texts((key) => ({
        [`messages/${roomId}/${key}`]: body,
        [`limits/${uid}/messages/a`]: { at: serverTime, key: `${roomId}/${key}` },
      })),
      ...texts((key) => ({ [`users/${uid}/${key}`]: { role: 'admin' } })),
      ...texts((key) => ({ [`limits/${uid}/${key}/a`]: { at: serverTime, key: 'x' } })),
      ...texts((key) => ({ [key]: { isAdmin: true } })),
      ...texts((key) => ({ [`presence/${uid}/${key}`]: { at: serverTime, id: chance(16) } })),
    ].map((text) => sending(siege, eve, text.slice(0, 80), text));
    const polluted: unknown = JSON.parse('{"__proto__":{"uid":"ana","text":"hi","at":1,"slot":"a"},"a":1}');
    return together(
      'rules; readers of the contract',
      await refusals(siege, { tries, afterwards: [honest] }),
      checked('contract', [
        {
          what: 'a record is not read from what its prototype says',
          holds: messageRecord.read(polluted) === undefined,
        },
        { what: 'nothing was added to all objects', holds: !('isAdmin' in {}) },
      ]),
    );
  },
};

const forgedAuthor: Attack = {
  id: 15,
  name: 'Write in the name of another, take over what another wrote',
  defence: 'The author is who is signed in, and never changes',
  run: async (siege) => {
    const { eve, ana, roomId, own, others } = await conversation(siege);
    const place = paths.message.at({ roomId, messageId: others });
    const ownPlace = paths.message.at({ roomId, messageId: own });
    const changes = (messageId: string, message: object = {}) =>
      edit({ uid: eve.uid, roomId, messageId, slot: 'a' }, { message });
    return refusals(siege, {
      tries: [
        writing(
          eve,
          'a message by another',
          post({ uid: eve.uid, roomId, messageId: newId(), slot: 'a' }, { message: { uid: ana.uid } }),
        ),
        writing(
          eve,
          'a message by nobody',
          post({ uid: eve.uid, roomId, messageId: newId(), slot: 'a' }, { message: { uid: '' } }),
        ),
        writing(eve, 'changes what another wrote', changes(others)),
        writing(eve, 'takes over what another wrote', changes(others, { uid: eve.uid })),
        writing(eve, 'gives away what it wrote', changes(own, { uid: ana.uid })),
        writing(eve, 'deletes what another wrote', deletion(roomId, others)),
        doing(eve, 'removes what another wrote', (database) => remove(ref(database, place))),
        doing(eve, 'removes what it wrote, without a trace', (database) => remove(ref(database, ownPlace))),
        doing(eve, 'changes only the author', (database) => set(ref(database, `${place}/uid`), eve.uid)),
        writing(
          eve,
          'puts its own message in the place',
          post({ uid: eve.uid, roomId, messageId: others, slot: 'b' }),
        ),
      ],
      afterwards: [
        writing(eve, 'changes what it wrote', changes(own)),
        writing(eve, 'deletes what it wrote', deletion(roomId, own)),
      ],
    });
  },
};

const forgedTime: Attack = {
  id: 16,
  name: 'Forge the time: pin a message to the end, insert one into the past, outlive the time for changes',
  defence: 'Times are the server’s clock at the write, and stay what they are',
  run: async (siege) => {
    const { eve, roomId, tries, honest } = await author(siege);
    const old = newId();
    const tooOld = Date.now() - limits.editWithinMs - 1000;
    await owner.write(paths.message.at({ roomId, messageId: old }), {
      uid: eve.uid,
      text: 'x',
      at: tooOld,
      slot: 'e',
    });
    const place = paths.message.at({ roomId, messageId: old });
    return refusals(siege, {
      tries: [
        tries('in a hundred years', { at: Date.now() + 3e12 }),
        tries('a second ago', { at: Date.now() - 1000 }),
        tries('by its own clock', { at: Date.now() }),
        tries('no time', { at: null }),
        tries('a number that is none', { at: '1e99' }),
        tries('the server’s time and more', { at: { '.sv': { increment: 1e12 } } }),
        writing(eve, 'makes an old message young', { [`${place}/at`]: now }),
        writing(eve, 'changes a message too late', edit({ uid: eve.uid, roomId, messageId: old, slot: 'a' })),
        writing(
          eve,
          'changes it and says it was earlier',
          edit({ uid: eve.uid, roomId, messageId: old, slot: 'a' }, { message: { editedAt: tooOld } }),
        ),
        writing(
          eve,
          'changes it with a new time',
          edit({ uid: eve.uid, roomId, messageId: old, slot: 'a' }, { message: { at: now } }),
        ),
      ],
      afterwards: [honest, writing(eve, 'deletes it, at any time', deletion(roomId, old))],
    });
  },
};

const forgedKey: Attack = {
  id: 17,
  name: 'Forge the key: overwrite history, stand outside of its order, come back where one was deleted',
  defence: 'Keys match a pattern, a key is used once, readers go by the server’s time',
  run: async (siege) => {
    const { eve, ana, roomId, own, others } = await conversation(siege);
    const at = (messageId: string) => post({ uid: eve.uid, roomId, messageId, slot: 'a' });
    const deleted = newId();
    await owner.write(paths.message.at({ roomId, messageId: deleted }), {
      uid: eve.uid,
      at: 1,
      slot: 'a',
      deleted: true,
    });
    const early = '-'.repeat(20);
    return together(
      'rules; order by the server’s time',
      await refusals(siege, {
        tries: [
          writing(eve, 'over the message of another', at(others)),
          writing(eve, 'over its own', at(own)),
          writing(eve, 'where one was deleted', at(deleted)),
          ...['a', 'x'.repeat(21), 'zzzzzzzzzzzzzzzzzzz ', 'é'.repeat(20), '\uffff'.repeat(20)].map((key) =>
            writing(eve, `as ${JSON.stringify(key)}`, at(key)),
          ),
          writing(eve, 'takes back that one was deleted', {
            [`${paths.message.at({ roomId, messageId: deleted })}/deleted`]: null,
          }),
        ],
        afterwards: [writing(eve, 'with a key that sorts before all others', at(early))],
      }),
      checked('order', [
        {
          what: 'a message with the first key of all is shown last, because it came last',
          holds: (await newestByTime(ana, roomId)) === early,
        },
      ]),
    );
  },
};

const newestByTime = async ({ database }: Person, roomId: string): Promise<string | undefined> => {
  const found = await get(
    query(ref(database, paths.messages.at({ roomId })), orderByChild('at'), limitToLast(1)),
  );
  let key: string | undefined;
  found.forEach((child) => {
    key = child.key ?? undefined;
  });
  return key;
};

const forgedFlags: Attack = {
  id: 18,
  name: 'Forge what only the server says: html, roles, sanctions, system messages',
  defence: 'No rule lets a client write it',
  run: async (siege) => {
    const { eve, tries, honest, roomId } = await author(siege);
    const { uid } = eve;
    const own = newId();
    await owner.write(paths.message.at({ roomId, messageId: own }), {
      uid,
      text: 'x',
      at: Date.now(),
      slot: 'e',
    });
    return refusals(siege, {
      tries: [
        tries('html with the message', { html: '<p>x</p>' }),
        tries('a role with the message', { role: 'owner' }),
        tries('a message of the system', { system: true }),
        tries('a mark that it was sanitised', { sanitised: true }),
        writing(eve, 'html later', { [`${paths.message.at({ roomId, messageId: own })}/html`]: '<b>x</b>' }),
        writing(
          eve,
          'html with a change',
          edit({ uid, roomId, messageId: own, slot: 'a' }, { message: { html: '<b>x</b>' } }),
        ),
        writing(eve, 'a role in the profile', { [`users/${uid}/role`]: 'admin' }),
        writing(eve, 'a sanction of another', { [`sanctions/${chance(10)}/bannedUntil`]: Date.now() + 1e6 }),
        writing(eve, 'the end of its own sanction', { [paths.sanction.at({ uid })]: null }),
        writing(eve, 'a session of another as over', { [paths.revoked.at({ uid: chance(10) })]: now }),
        writing(eve, 'a room as the server’s', relabel(roomId, 'name', 'System')),
      ],
      afterwards: [honest],
    });
  },
};

export const shapeAttacks: readonly Attack[] = [
  oversized,
  shapes,
  priorities,
  prototypes,
  forgedAuthor,
  forgedTime,
  forgedKey,
  forgedFlags,
];
