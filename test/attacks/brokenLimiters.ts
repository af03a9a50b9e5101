import { readFileSync } from 'node:fs';
import { startEmulator } from '@causerie/emulator';
import { databasesOf } from '@causerie/emulator/databasesOf';
import { limits, paths } from '@causerie/contract';
import { messageId } from '../rules/inhabitants.ts';
import { now, post, type Updates } from '../rules/writes.ts';
import { deployedRules } from '../rules/world.ts';
import type { Attack } from './attack.ts';

/** How many messages are tried beyond the one that a limiter is meant for. */
const extra = 50;
const uid = 'eve';
const roomIds = Array.from({ length: extra + 1 }, (_, index) => `room${index}`);

interface Actor {
  /** Whether the rules let it pass; if they do, it is made. */
  readonly permits: (updates: Updates) => boolean;
  readonly pass: (ms: number) => void;
  readonly nowMs: () => number;
}

const exhibit = (name: string): string =>
  readFileSync(new URL(`exhibits/${name}.rules.json`, import.meta.url), 'utf8');

/** An emulator of its own, with time in the hands of the attacker. Gives how many messages are stored at the end. */
const stored = async (rules: string, act: (actor: Actor) => void): Promise<number> => {
  const time = { nowMs: Date.UTC(2026, 10, 22) };
  const emulator = await startEmulator({ clock: { now: () => time.nowMs } });
  try {
    const database = databasesOf(emulator).open('exhibit');
    if ('problem' in database) throw new Error(database.problem);
    const loaded = database.loadRules(rules);
    if (!loaded.ok) throw new Error(loaded.problem);
    const createdAt = time.nowMs - 1000;
    for (const roomId of roomIds) {
      const place = (path: string, value: unknown) => database.set({ kind: 'admin' }, path.split('/'), value);
      place(paths.room.at({ roomId }), { name: 'Room', topic: 'Noise', kind: 'public', createdAt });
      place(paths.member.at({ roomId, uid }), { role: 'member', joinedAt: createdAt });
    }
    const auth = { uid, token: { firebase: { sign_in_provider: 'custom' } } };
    act({
      permits: (updates) => database.update({ kind: 'ruled', auth }, [], updates).ok,
      pass: (ms) => void (time.nowMs += ms),
      nowMs: () => time.nowMs,
    });
    let count = 0;
    for (const roomId of roomIds) {
      const found = database.get({ kind: 'admin' }, ['messages', roomId], { index: { kind: 'key' } });
      if (found.ok && found.node.kind === 'branch') count += found.node.children.size;
    }
    return count;
  } finally {
    await emulator.close();
  }
};

const numbers = Array.from({ length: extra }, (_, index) => index + 1);
const message = { uid, text: 'hello', at: now };

/** The mark is set once, and every message points back to it. */
const oneMarkThenMany = ({ permits, pass, nowMs }: Actor): void => {
  permits({ [`last/${uid}`]: now });
  const at = nowMs();
  for (const number of numbers) {
    pass(5);
    permits({ [`messages/room0/${messageId(number)}`]: { ...message, at } });
  }
};

const manyInOneUpdate = ({ permits }: Actor): void => {
  const all = numbers.map((number) => [`messages/room0/${messageId(number)}`, message]);
  permits({ [`last/${uid}`]: now, ...Object.fromEntries(all) });
};

const oneKeyInManyRooms = ({ permits }: Actor): void => {
  const all = numbers.map((number) => [`messages/room${number}/${messageId(1)}`, message]);
  permits({ [`last/${uid}`]: { at: now, key: messageId(1) }, ...Object.fromEntries(all) });
};

const { slots } = limits.messageRing;
const by = (number: number, slot: string, roomId = 'room0') =>
  post({ uid, roomId, messageId: messageId(number), slot });
const merged = (...updates: readonly Updates[]): Updates => Object.assign({}, ...updates) as Updates;

/** All of the above against slots, and every slot used honestly besides. */
const everythingAtOnce = ({ permits, pass }: Actor): void => {
  // Many in one update, of which each takes a slot; and one key in many rooms.
  permits(merged(...numbers.map((number) => by(number, slots[number % slots.length] ?? 'a'))));
  permits(merged(...numbers.map((number) => by(1, 'a', `room${number}`))));
  numbers.forEach((number) => {
    pass(5);
    const slot = slots[number % slots.length] ?? 'a';
    permits(by(number, slot));
    // The slot is taken; messages that point back to it.
    const [place = ''] = Object.keys(by(number + extra, slot));
    permits({ [place]: { ...message, slot } });
  });
};

const broken: readonly (readonly [name: string, file: string, act: (actor: Actor) => void])[] = [
  ['the time of the last message, set beforehand', 'timeOfLastMessage', oneMarkThenMany],
  ['the time of the last message, set in the same update', 'timeInTheSameUpdate', manyInOneUpdate],
  ['the key of the last message, set in the same update', 'keyOfTheMessage', oneKeyInManyRooms],
];

const classics: Attack = {
  id: 52,
  name: 'What breaks the limiters that are usually copied',
  defence: 'The ring of slots; three usual limiters stand beside it as exhibits, and must break',
  run: async () => {
    const share = slots.length;
    const ours = await stored(deployedRules, everythingAtOnce);
    const exhibits = await Promise.all(
      broken.map(async ([name, file, act]) => ({ name, count: await stored(exhibit(file), act) })),
    );
    return {
      tried: extra * (broken.length + 4),
      by: 'rules',
      evidence: [
        `the ring of slots, all tricks at once: ${ours} messages, which is its share`,
        ...exhibits.map(({ name, count }) => `${name}: ${count} of ${extra} extra messages let through`),
      ],
      breaches: [
        ...(ours === share ? [] : [`The ring let ${ours} messages through; its share is ${share}.`]),
        ...exhibits.flatMap(({ name, count }) =>
          count === extra
            ? []
            : [`The exhibit "${name}" let ${count} of ${extra} through: the attack is none.`],
        ),
      ],
    };
  },
};

export const classicAttacks: readonly Attack[] = [classics];
