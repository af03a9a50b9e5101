import {
  type Database,
  endAt,
  equalTo,
  get,
  limitToFirst,
  limitToLast,
  onValue,
  orderByChild,
  orderByKey,
  orderByValue,
  query,
  type QueryConstraint,
  ref,
  startAt,
} from 'firebase/database';
import { limits, paths } from '@causerie/contract';
import { owner } from '../support/world.ts';
import type { Attack } from './attack.ts';
import { newId, type Person, type Siege } from './siege.ts';
import { doing, refusals, type Try } from './tries.ts';

const reading = (who: Person, path: string, ...constraints: readonly QueryConstraint[]): Try =>
  doing(who, `reads ${path || 'everything'}`, (database) =>
    get(query(path === '' ? ref(database) : ref(database, path), ...constraints)),
  );

/** A read over REST, which can ask for keys alone. */
const asking = (siege: Siege, who: Person, path: string, parameters: string): Try =>
  doing(who, `asks for ${path}?${parameters}`, async () => {
    const response = await siege.send(who, 'GET', path, undefined, `&${parameters}`);
    if (!response.ok) throw new Error(await response.text());
  });

/** Resolves once something is heard; rejects when the listen is refused. */
const listening =
  (path: string) =>
  (database: Database): Promise<unknown> =>
    new Promise((resolve, reject) => {
      onValue(ref(database, path), resolve, reject, { onlyOnce: true });
    });

const enumeration: Attack = {
  id: 27,
  name: 'Find out who is here: lists of people, names, rooms, memberships, what others read and did',
  defence:
    'Only the directory is a list; profiles are read one by one; what is another’s stays theirs; no mail address is stored',
  run: async (siege) => {
    const [eve, ana] = (await siege.people('Eve', 'Ana')) as [Person, Person];
    const roomId = await siege.room({ kind: 'private', people: [[ana, 'owner']] });
    const secret = { roomId, uid: ana.uid };
    await owner.write(`limits/${ana.uid}`, { messages: { a: { at: 1, key: 'x' } } });
    const lists = ['users', 'names', 'rooms', 'members', 'mine', 'messages', 'presence', 'limits', 'reports'];
    const whole = [
      ...lists,
      'invites',
      'bans',
      'mutes',
      'sanctions',
      'revoked',
      'reactions',
      'typing',
      'audit',
      'abuse',
      'jobs',
      'calls',
    ];
    return refusals(siege, {
      tries: [
        reading(eve, ''),
        ...whole.flatMap((path) => [reading(eve, path), reading(eve, path, orderByKey(), limitToFirst(1))]),
        ...lists.map((path) => asking(siege, eve, path, 'shallow=true')),
        doing(eve, 'listens to all people', listening('users')),
        reading(eve, 'users', orderByChild('name'), equalTo('Ana')),
        reading(eve, 'names', orderByValue(), equalTo(ana.uid)),
        reading(eve, paths.mine.at(secret)),
        reading(eve, paths.mineEntry.at(secret)),
        reading(eve, paths.member.at(secret)),
        reading(eve, paths.room.at(secret)),
        reading(eve, paths.messageSlots.at(secret)),
        reading(eve, paths.sanction.at(secret)),
        reading(eve, paths.revoked.at(secret)),
        reading(eve, paths.directory.pattern),
      ],
      afterwards: [
        reading(eve, paths.user.at(secret)),
        reading(eve, paths.directory.pattern, limitToFirst(limits.roomsPerRead)),
        reading(ana, paths.mine.at(secret), limitToFirst(10)),
      ],
    });
  },
};

const wholeRooms: Attack = {
  id: 28,
  name: 'Run up costs: listen to whole rooms, without a bound or over it, in another order',
  defence: 'Every list asks for a bound; budget alerts and App Check are the deployment’s',
  run: async (siege) => {
    const eve = await siege.person();
    const roomId = await siege.room({ people: [[eve, 'member']] });
    const messageId = newId();
    await owner.write(paths.message.at({ roomId, messageId }), { uid: eve.uid, text: 'x', at: 1, slot: 'a' });
    const list = paths.messages.at({ roomId });
    const over = limits.messagesPerRead + 1;
    return refusals(siege, {
      tries: [
        reading(eve, list),
        doing(eve, 'listens to a whole room', listening(list)),
        reading(eve, list, orderByKey()),
        reading(eve, list, limitToLast(over)),
        reading(eve, list, orderByKey(), limitToLast(over)),
        reading(eve, list, orderByChild('at'), limitToFirst(1_000_000)),
        reading(eve, list, orderByChild('at'), startAt(0)),
        reading(eve, list, orderByChild('at'), startAt(0), endAt(1e15)),
        reading(eve, list, orderByChild('text'), limitToLast(1)),
        reading(eve, list, orderByChild('slot'), limitToLast(1)),
        asking(siege, eve, list, 'shallow=true'),
        asking(siege, eve, list, `orderBy="$key"&limitToLast=${over}`),
        asking(siege, eve, list, 'orderBy="at"'),
        reading(eve, paths.members.at({ roomId })),
        reading(eve, paths.members.at({ roomId }), limitToFirst(limits.membersPerRead + 1)),
        reading(eve, paths.reactions.at({ roomId, messageId })),
        reading(eve, paths.typing.at({ roomId })),
        reading(eve, paths.mine.at({ uid: eve.uid })),
        reading(eve, 'directory', limitToFirst(limits.roomsPerRead + 1)),
      ],
      afterwards: [
        reading(eve, list, orderByKey(), limitToLast(limits.messagesPerRead)),
        reading(eve, list, orderByChild('at'), limitToLast(limits.messagesPerRead)),
        reading(eve, paths.members.at({ roomId }), limitToFirst(limits.membersPerRead)),
      ],
    });
  },
};

export const readingAttacks: readonly Attack[] = [enumeration, wholeRooms];
