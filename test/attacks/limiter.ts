import { ref, remove, set } from 'firebase/database';
import { limits, paths, reactionEmoji, skeletonOf } from '@causerie/contract';
import { owner } from '../support/world.ts';
import {
  connect,
  edit,
  join,
  now,
  open,
  post,
  react,
  reportFirst,
  sayTyping,
  takeSlot,
  type Updates,
} from '../rules/writes.ts';
import { type Attack, checked, together } from './attack.ts';
import { chance, newId, type Person, type Siege } from './siege.ts';
import { doing, refusals, type Try, writing } from './tries.ts';

const { slots } = limits.messageRing;

const messages = ({ uid }: Person, roomId: string, slot: string, count: number): Updates =>
  Object.assign(
    {},
    ...Array.from({ length: count }, () => post({ uid, roomId, messageId: newId(), slot })),
  ) as Updates;

const twoTabs: Attack = {
  id: 19,
  name: 'Outrun the limiter from several tabs at once',
  defence: 'Tabs of one person share one ring of slots; of those who take one slot at once, one gets it',
  run: async (siege) => {
    const eve = await siege.person();
    const roomId = await siege.room({ people: [[eve, 'member']] });
    const tabs = await Promise.all([eve.tab(), eve.tab(), eve.tab(), eve.tab()]);
    const rounds = await Promise.all(
      slots.map(async (slot) => {
        const tries = tabs.map((database) =>
          writing(eve, '', post({ uid: eve.uid, roomId, messageId: newId(), slot }))
            .deed(database)
            .then(
              () => true,
              () => false,
            ),
        );
        return (await Promise.all(tries)).filter(Boolean).length;
      }),
    );
    const sent = Object.keys((await owner.read(paths.messages.at({ roomId }))) as object).length;
    const won = rounds.join(', ');
    const finding = checked(
      'rules',
      [
        {
          what: `of 4 tabs at once one gets each of the ${slots.length} slots`,
          holds: won === '1, 1, 1, 1, 1',
        },
        { what: `${slots.length} messages are stored`, holds: sent === slots.length },
      ],
      [`${tabs.length * slots.length} messages from ${tabs.length} tabs at once: ${sent} stored`],
    );
    return { ...finding, tried: tabs.length * slots.length };
  },
};

const manyForOne: Attack = {
  id: 20,
  name: 'Many messages for one turn of the limiter',
  defence: 'A slot names the one message it is for, with its room',
  run: async (siege) => {
    const eve = await siege.person();
    const roomId = await siege.room({ people: [[eve, 'member']] });
    const other = await siege.room({ people: [[eve, 'member']] });
    const messageId = newId();
    const both = {
      ...post({ uid: eve.uid, roomId: other, messageId, slot: 'a' }),
      ...post({ uid: eve.uid, roomId, messageId, slot: 'a' }),
    };
    const honest = post({ uid: eve.uid, roomId, messageId: newId(), slot: 'a' });
    return refusals(siege, {
      tries: [
        writing(eve, 'two messages, one slot', messages(eve, roomId, 'a', 2)),
        writing(eve, '50 messages, one slot', messages(eve, roomId, 'a', 50)),
        writing(eve, 'one key in two rooms, one slot', both),
        writing(
          eve,
          'a message without a slot',
          Object.fromEntries(Object.entries(honest).filter(([path]) => path.startsWith('messages/'))),
        ),
      ],
      afterwards: [writing(eve, 'one message, one slot', honest)],
    });
  },
};

const brokenLimiter: Attack = {
  id: 21,
  name: 'Delete, rewind or rename what the limiter remembers',
  defence: 'Slots cannot be deleted, nor written but with the time of now; nothing above them can be written',
  run: async (siege) => {
    const [eve, bob] = (await siege.people('Eve', 'Bob')) as [Person, Person];
    const roomId = await siege.room({ people: [[eve, 'member']] });
    const { uid } = eve;
    const place = paths.messageSlot.at({ uid, slot: 'a' });
    await writing(eve, '', post({ uid, roomId, messageId: newId(), slot: 'a' })).deed(eve.database);
    const next = () => post({ uid, roomId, messageId: newId(), slot: 'a' });
    const nextMessage = () =>
      Object.fromEntries(Object.entries(next()).filter(([path]) => path.startsWith('messages/')));
    const at = (what: string, path: string, value: unknown): Try =>
      doing(eve, what, (database) => set(ref(database, path), value));
    const removing = (what: string, path: string): Try =>
      doing(eve, what, (database) => remove(ref(database, path)));
    return refusals(siege, {
      tries: [
        removing('deletes the slot', place),
        removing('deletes when it was taken', `${place}/at`),
        removing('deletes the ring', paths.messageSlots.at({ uid })),
        removing('deletes all limits', `limits/${uid}`),
        removing('deletes everybody’s limits', 'limits'),
        removing('deletes its profile, to begin anew', paths.user.at({ uid })),
        at('says that it was long ago', `${place}/at`, 1),
        at('says that it was another message', `${place}/key`, `${roomId}/${newId()}`),
        at('takes a sixth slot', paths.messageSlot.at({ uid, slot: 'f' }), {
          at: now,
          key: `${roomId}/${newId()}`,
        }),
        writing(eve, 'deletes the slot while it writes with another', {
          ...post({ uid, roomId, messageId: newId(), slot: 'b' }),
          [place]: null,
        }),
        writing(eve, 'writes above the slots', {
          [`limits/${uid}`]: { messages: { a: { at: now, key: 'x' } } },
        }),
        writing(eve, 'takes the slot of another', {
          ...nextMessage(),
          ...takeSlot('messages', bob.uid, 'a', `${roomId}/${newId()}`),
        }),
        writing(eve, 'takes a slot again too early', next()),
      ],
      afterwards: [writing(eve, 'takes the next slot', post({ uid, roomId, messageId: newId(), slot: 'b' }))],
    });
  },
};

interface Target {
  readonly eve: Person;
  readonly roomId: string;
  /** A message of Eve's own that she may still change, and one of somebody else. */
  readonly own: string;
  /** Public rooms that she is not in, one more than she may join. */
  readonly doors: readonly string[];
  readonly others: { readonly messageId: string; readonly about: string; readonly text: string };
}

interface Flood {
  readonly what: string;
  readonly slots: readonly string[];
  /** The same once more, of something that is not there yet, with this slot. */
  readonly again: (target: Target, slot: string, isAgain: boolean) => Updates;
}

const ringFloods: readonly Flood[] = [
  {
    what: 'changes a message',
    slots: limits.editRing.slots,
    again: ({ eve: { uid }, roomId, own }, slot) =>
      edit({ uid, roomId, messageId: own, slot }, { message: { text: chance(8) } }),
  },
  {
    what: 'reacts',
    slots: limits.reactionRing.slots,
    again: ({ eve: { uid }, roomId, others: { messageId } }, slot) =>
      react({ uid, roomId, messageId, slot }, reactionEmoji['abcdef'.indexOf(slot)]),
  },
  {
    what: 'reports',
    slots: limits.reportRing.slots,
    again: ({ eve: { uid }, roomId, others }, slot) =>
      reportFirst({ uid, reportId: newId(), slot }, { roomId, ...others }),
  },
  {
    what: 'opens a room',
    slots: limits.roomRing.slots,
    again: ({ eve: { uid } }, slot) => {
      const roomId = `p-${chance(25)}`;
      const rest = Object.entries(open(uid, roomId, { kind: 'private' }));
      return {
        ...Object.fromEntries(rest.filter(([path]) => !path.startsWith('limits/'))),
        ...takeSlot('rooms', uid, slot, roomId),
      };
    },
  },
  {
    what: 'joins a room',
    slots: limits.joinRing.slots,
    again: ({ eve: { uid }, doors }, slot, isAgain) =>
      join(uid, doors[isAgain ? limits.joinRing.slots.length : 'abcde'.indexOf(slot)] ?? '', slot),
  },
  {
    what: 'changes its colour',
    slots: limits.profileRing.slots,
    again: ({ eve: { uid, name } }, slot) => ({
      [`${paths.user.at({ uid })}/color`]: 'abcdef'.indexOf(slot),
      ...takeSlot('profiles', uid, slot, skeletonOf(name)),
    }),
  },
];

const floods: Attack = {
  id: 22,
  name: 'Flood by what is no message: edits, reactions, reports, rooms, joining, profiles, typing, connections',
  defence: 'Each has a ring or a pace of its own, taken in the same update',
  run: async (siege) => {
    const bob = await siege.person('Bob');
    const findings = await Promise.all(
      ringFloods.map(async ({ what, slots: letters, again }) => {
        const eve = await siege.person();
        const target = await targetOf(siege, eve, bob);
        const once = (slot: string, isAgain: boolean): Try =>
          writing(eve, `${what}, slot ${slot}`, again(target, slot, isAgain));
        return refusals(siege, {
          first: letters.map((slot) => once(slot, false)),
          tries: [...letters, 'f'].map((slot) => once(slot, true)),
        });
      }),
    );
    const eve = await siege.person();
    const { uid } = eve;
    const roomId = await siege.room({ people: [[eve, 'member']] });
    const typing = paths.typingEntry.at({ roomId, uid });
    const signs = await refusals(siege, {
      first: [
        ...limits.connectionSlots.map((slot) =>
          writing(eve, `connects, ${slot}`, connect(uid, slot, chance(16))),
        ),
        writing(eve, 'types', sayTyping(uid, roomId)),
      ],
      tries: [
        writing(eve, 'types again at once', sayTyping(uid, roomId, false)),
        doing(eve, 'forgets that it typed', (database) => remove(ref(database, typing))),
        writing(eve, 'connects once more', connect(uid, 'i', chance(16))),
        writing(eve, 'takes the row of another connection', connect(uid, 'a', chance(16))),
      ],
    });
    return together('rules', ...findings, signs);
  },
};

const targetOf = async (siege: Siege, eve: Person, bob: Person): Promise<Target> => {
  const roomId = await siege.room({
    people: [
      [eve, 'member'],
      [bob, 'member'],
    ],
  });
  const own = newId();
  const messageId = newId();
  const said = { text: 'Hello', at: Date.now(), slot: 'a' };
  await owner.write(paths.message.at({ roomId, messageId: own }), { ...said, uid: eve.uid });
  await owner.write(paths.message.at({ roomId, messageId }), { ...said, uid: bob.uid });
  const doors = await Promise.all([...limits.joinRing.slots, 'f'].map(() => siege.room()));
  return { eve, roomId, own, doors, others: { messageId, about: bob.uid, text: said.text } };
};

/** Who signs in without an account has another one for the asking; so has whoever has several accounts. */
const manyGuests: Attack = {
  id: 23,
  name: 'Many throw-away identities',
  defence:
    'Guests do more slowly what leaves a mark; App Check, and Google’s 100 new accounts an hour and address, are the deployment’s',
  promise: 'partly',
  run: async (siege) => {
    const [guest, bob] = [await siege.person('Gus', { guest: true }), await siege.person('Bob')];
    const target = await targetOf(siege, guest, bob);
    // As if the window of people with an account had passed, and that of guests had not.
    const taken = {
      at: Date.now() - limits.reactionRing.windowMs - 1000,
      key: `${target.roomId}/${target.own}/👍`,
    };
    await owner.write(`limits/${guest.uid}/reactions/a`, taken);
    await owner.write(`limits/${bob.uid}/reactions/a`, taken);
    const reacting = ({ uid }: Person) =>
      react({ uid, roomId: target.roomId, messageId: target.own, slot: 'a' });
    await siege.admit(target.roomId, bob);
    return refusals(siege, {
      tries: [writing(guest, 'a guest uses a slot again after the window of others', reacting(guest))],
      afterwards: [writing(bob, 'somebody with an account does', reacting(bob))],
    });
  },
};

export const limiterAttacks: readonly Attack[] = [twoTabs, manyForOne, brokenLimiter, floods, manyGuests];
