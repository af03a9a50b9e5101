import {
  actSlot,
  editSlot,
  type Field,
  inviteSlot,
  joinSlot,
  knockSlot,
  limits,
  messageSlot,
  paceEntry,
  paths,
  type PathPattern,
  profileSlot,
  reactionSlot,
  type RecordShape,
  reportSlot,
  roomSlot,
} from '@causerie/contract';
import {
  all,
  any,
  type Expression,
  happensNow,
  hasAccount,
  isMember,
  isSelf,
  isSelfAndWelcome,
  matches,
  placeIn,
} from './predicates.ts';
import { type Rule, rule } from './rule.ts';

/**
 * A ring of slots: who does something takes one of their own slots in the same update, and a slot is free again one window
 * after it was taken. So nobody does it more often in any window than there are slots, from however many tabs.
 */
interface Ring {
  readonly all: PathPattern<string>;
  readonly place: PathPattern<`limits/{uid}/${string}/{slot}`>;
  /** Times in milliseconds. */
  readonly limit: {
    readonly slots: readonly string[];
    readonly windowMs: number;
    readonly guestWindowMs?: number;
  };
  readonly record: RecordShape<{ readonly at: Field<number>; readonly key: Field<string> }>;
}

/** How often somebody may do what. */
const rings = {
  messages: {
    all: paths.messageSlots,
    place: paths.messageSlot,
    limit: limits.messageRing,
    record: messageSlot,
  },
  edits: {
    all: paths.editSlots,
    place: paths.editSlot,
    limit: limits.editRing,
    record: editSlot,
  },
  reactions: {
    all: paths.reactionSlots,
    place: paths.reactionSlot,
    limit: limits.reactionRing,
    record: reactionSlot,
  },
  rooms: {
    all: paths.roomSlots,
    place: paths.roomSlot,
    limit: limits.roomRing,
    record: roomSlot,
  },
  joins: {
    all: paths.joinSlots,
    place: paths.joinSlot,
    limit: limits.joinRing,
    record: joinSlot,
  },
  invites: {
    all: paths.inviteSlots,
    place: paths.inviteSlot,
    limit: limits.inviteRing,
    record: inviteSlot,
  },
  knocks: {
    all: paths.knockSlots,
    place: paths.knockSlot,
    limit: limits.knockRing,
    record: knockSlot,
  },
  profiles: {
    all: paths.profileSlots,
    place: paths.profileSlot,
    limit: limits.profileRing,
    record: profileSlot,
  },
  reports: {
    all: paths.reportSlots,
    place: paths.reportSlot,
    limit: limits.reportRing,
    record: reportSlot,
  },
} as const satisfies Readonly<Record<string, Ring>>;

export function budgets(): Rule[] {
  return [...ringRules(), acting(), pace()];
}

function ringRules(): Rule[] {
  return Object.values<Ring>(rings).flatMap(({ all: list, place, limit, record }) => {
    const free = `now - data.child('at').val() >= ${limit.windowMs}`;
    const freeForGuests = `now - data.child('at').val() >= ${limit.guestWindowMs}`;
    return [
      rule(list, { read: isSelf }),
      rule(place, {
        // A slot that could be deleted would be free at once.
        write: all(isSelfAndWelcome, 'newData.exists()'),
        record,
        validate: all(
          matches('$slot', new RegExp(`^[${limit.slots.join('')}]$`)),
          happensNow,
          any(
            '!data.exists()',
            limit.guestWindowMs === undefined ? free : all(free, any(hasAccount, freeForGuests)),
          ),
        ),
      }),
    ];
  });
}

/** Doing what an audit log keeps. */
function acting(): Rule {
  return rule(paths.actSlot, {
    read: isSelf,
    write: all(isSelfAndWelcome, 'newData.exists()'),
    record: actSlot,
    validate: all(happensNow, any('!data.exists()', `now - data.child('at').val() >= ${limits.actEveryMs}`)),
  });
}

/** Taking one's turn in a room that asks for pauses. There is one row a room, and only for rooms that one is in. */
function pace(): Rule {
  const slowMs = `${placeIn('root', paths.room, { roomId: '$roomId' })}.child('slowMs')`;
  return rule(paths.paceEntry, {
    read: isSelf,
    write: all(isMember, '$uid === auth.uid', `${slowMs}.exists()`, 'newData.exists()'),
    record: paceEntry,
    validate: all(happensNow, any('!data.exists()', `now - data.child('at').val() >= ${slowMs}.val()`)),
  });
}

/**
 * This update takes a slot of the writer's for exactly this. `key` is an expression that no other action of the kind shares:
 * with less in it, one slot would do for several.
 */
export const takesSlot = (name: keyof typeof rings, after: Expression, key: Expression): Expression => {
  const { place, limit }: Ring = rings[name];
  return any(
    ...limit.slots.map((letter) => {
      const slot = placeIn(after, place, { uid: 'auth.uid', slot: `'${letter}'` });
      return all(`${slot}.child('key').val() === ${key}`, `${slot}.child('at').val() === now`);
    }),
  );
};

/** A slot of the writer's was taken for exactly this before the update, at most so long ago. */
export const tookSlot = (name: keyof typeof rings, key: Expression, withinMs: number): Expression => {
  const { place, limit }: Ring = rings[name];
  return any(
    ...limit.slots.map((letter) => {
      const slot = placeIn('root', place, { uid: 'auth.uid', slot: `'${letter}'` });
      return all(`${slot}.child('key').val() === ${key}`, `now - ${slot}.child('at').val() <= ${withinMs}`);
    }),
  );
};
