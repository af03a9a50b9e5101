import { ref, remove, set } from 'firebase/database';
import { paths } from '@causerie/contract';
import { owner } from '../support/world.ts';
import {
  entryOf,
  giveRole,
  handOver,
  join,
  kick,
  leave,
  log,
  now,
  open,
  restrict,
  without,
} from '../rules/writes.ts';
import type { Attack } from './attack.ts';
import { chance, newId, type Person, type Siege } from './siege.ts';
import { doing, refusals, writing } from './tries.ts';

/** A club with an owner, a moderator and two members, and somebody outside. */
const club = async (siege: Siege, kind: 'public' | 'private' = 'public') => {
  const [oz, mo, mel, vic, eve] = (await siege.people('Oz', 'Mo', 'Mel', 'Vic', 'Eve')) as [
    Person,
    Person,
    Person,
    Person,
    Person,
  ];
  const roomId = await siege.room({
    kind,
    people: [
      [oz, 'owner'],
      [mo, 'moderator'],
      [mel, 'member'],
      [vic, 'member'],
    ],
  });
  return { oz, mo, mel, vic, eve, roomId };
};

const soonMs = (): number => Date.now() + 60_000;

const selfPromotion: Attack = {
  id: 24,
  name: 'Become moderator or owner; take over a room, a closed one, or one that is gone',
  defence:
    'Roles change by those above, never by oneself; a room stays at its id, and its owner is a member of it',
  run: async (siege) => {
    const { oz, mo, mel, vic, eve, roomId } = await club(siege);
    const row = (who: Person) => paths.member.at({ roomId, uid: who.uid });
    const gone = `siege-${chance(12)}`;
    await owner.write(paths.messages.at({ roomId: gone }), {
      [newId()]: { uid: oz.uid, text: 'x', at: 1, slot: 'a' },
    });
    const handed = handOver(roomId, mo.uid, mo.uid);
    const closed = await siege.room({ people: [[oz, 'owner']] });
    await owner.write(`${paths.room.at({ roomId: closed })}/closedAt`, 1);
    return refusals(siege, {
      tries: [
        ...['moderator', 'owner'].flatMap((role) => [
          writing(mel, `a member makes herself ${role}`, giveRole(roomId, mel.uid, role, mel.uid)),
          writing(mel, `a member makes another ${role}`, giveRole(roomId, vic.uid, role, mel.uid)),
          writing(eve, `a stranger joins as ${role}`, {
            ...join(eve.uid, roomId),
            [row(eve)]: { role, joinedAt: now },
          }),
        ]),
        writing(mo, 'a moderator makes himself owner', giveRole(roomId, mo.uid, 'owner', mo.uid)),
        writing(mo, 'a moderator makes another moderator', giveRole(roomId, mel.uid, 'moderator', mo.uid)),
        writing(mo, 'a moderator hands over', {
          ...without(handed, entryOf(handed)),
          ...log(mo.uid, roomId, 'handOver', { about: mo.uid }),
        }),
        writing(mo, 'a moderator puts the owner out', kick(mo.uid, roomId, oz.uid)),
        writing(mo, 'a moderator bans the owner', restrict(mo.uid, 'bans', roomId, oz.uid, soonMs())),
        writing(mo, 'a moderator mutes the owner', restrict(mo.uid, 'mutes', roomId, oz.uid, soonMs())),
        writing(mel, 'a member puts another out', kick(mel.uid, roomId, vic.uid)),
        writing(mel, 'a member bans another', restrict(mel.uid, 'bans', roomId, vic.uid, soonMs())),
        doing(mel, 'a member rewrites the whole list', (database) =>
          set(ref(database, paths.members.at({ roomId })), { [mel.uid]: { role: 'owner', joinedAt: now } }),
        ),
        doing(mel, 'a member says whose the room is', (database) =>
          set(ref(database, `${paths.room.at({ roomId })}/owner`), mel.uid),
        ),
        doing(oz, 'the owner deletes the room, so that its id is free', (database) =>
          remove(ref(database, paths.room.at({ roomId }))),
        ),
        writing(oz, 'the owner leaves it behind', leave(oz.uid, roomId)),
        writing(eve, 'a role at a path below a role', { [`${row(eve)}/role/x`]: 'owner' }),
        writing(eve, 'opens a room that is there', open(eve.uid, roomId)),
        writing(eve, 'opens a room that was closed', open(eve.uid, closed)),
        writing(eve, 'opens a room of which messages are left', open(eve.uid, gone)),
        writing(eve, 'is a member of a room that is not there', join(eve.uid, `siege-${chance(12)}`)),
        writing(eve, 'is owner of a room that is not there', {
          [paths.member.at({ roomId: `siege-${chance(12)}`, uid: eve.uid })]: {
            role: 'owner',
            joinedAt: now,
          },
        }),
      ],
      afterwards: [
        writing(oz, 'the owner promotes', giveRole(roomId, vic.uid, 'moderator', oz.uid)),
        writing(eve, 'a stranger joins', join(eve.uid, roomId)),
      ],
    });
  },
};

export const roleAttacks: readonly Attack[] = [selfPromotion];
