import { onDisconnect, onValue, orderByChild, limitToLast, query, ref, remove, set } from 'firebase/database';
import { limits, paths } from '@causerie/contract';
import { owner } from '../support/world.ts';
import {
  connect,
  join,
  now,
  open,
  post,
  react,
  redeem,
  reportFirst,
  sayTyping,
  share,
} from '../rules/writes.ts';
import { type Attack, checked, together } from './attack.ts';
import { chance, newId, type Person } from './siege.ts';
import { doing, refusals, type Try, writing } from './tries.ts';

const exhaustion: Attack = {
  id: 29,
  name: 'Use up connections with tabs without number',
  defence: 'A person is shown in at most 8 places; how many connections a plan allows is Google’s limit',
  promise: 'partly',
  run: async (siege) => {
    const eve = await siege.person();
    const slots = limits.connectionSlots;
    return refusals(siege, {
      first: slots.map((slot) => writing(eve, `connection ${slot}`, connect(eve.uid, slot, chance(16)))),
      tries: [
        ...['i', 'aa', 'A', '1', 'connection'].map((slot) =>
          writing(eve, `one more, as ${slot}`, connect(eve.uid, slot, chance(16))),
        ),
        ...slots.map((slot) => writing(eve, `another in ${slot}`, connect(eve.uid, slot, chance(16)))),
      ],
      afterwards: [
        doing(eve, 'ends one', (database) =>
          remove(ref(database, paths.connection.at({ uid: eve.uid, slot: 'a' }))),
        ),
        writing(eve, 'and begins another', connect(eve.uid, 'a', chance(16))),
      ],
    });
  },
};

const row = ({ uid }: Person): string => paths.connection.at({ uid, slot: 'a' });

const forgedPresence: Attack = {
  id: 30,
  name: 'Be shown where one is not, show others, stay as a ghost, lurk in a private room',
  defence:
    'Rows are one’s own, dated by the server, and go with the connection; who is in a private room is its list of members',
  run: async (siege) => {
    const [eve, ana] = (await siege.people('Eve', 'Ana')) as [Person, Person];
    const hidden = await siege.room({ kind: 'private', people: [[ana, 'owner']] });
    return refusals(siege, {
      tries: [
        writing(eve, 'shows another', connect(ana.uid, 'a', chance(16))),
        writing(eve, 'in the future', { [row(eve)]: { at: Date.now() + 1e9, id: chance(16) } }),
        writing(eve, 'by her own clock', { [row(eve)]: { at: Date.now(), id: chance(16) } }),
        writing(eve, 'without an id', { [row(eve)]: { at: now } }),
        writing(eve, 'with a room in the row', { [row(eve)]: { at: now, id: chance(16), roomId: hidden } }),
        writing(eve, 'says when another was here', { [paths.lastSeen.at({ uid: ana.uid })]: now }),
        writing(eve, 'and when she will be', { [paths.lastSeen.at({ uid: eve.uid })]: Date.now() + 1e9 }),
        writing(eve, 'has another tell nothing of herself', share(ana.uid, false, false)),
        doing(eve, 'has another go when she goes', (database) =>
          onDisconnect(ref(database, row(ana))).remove(),
        ),
        doing(eve, 'has a sanction written when she goes', (database) =>
          onDisconnect(ref(database, paths.sanction.at({ uid: ana.uid }))).set({ bannedUntil: 1e15 }),
        ),
        doing(eve, 'has html written when she goes', (database) =>
          onDisconnect(ref(database, `messages/${hidden}/${newId()}/html`)).set('<b>x</b>'),
        ),
        writing(eve, 'types in a room she is not in', sayTyping(eve.uid, hidden)),
        writing(eve, 'types for another', sayTyping(ana.uid, hidden)),
        doing(eve, 'asks who types there', (database) => remove(ref(database, `typing/${hidden}`))),
      ],
      afterwards: [
        writing(eve, 'is here', connect(eve.uid, 'a', chance(16))),
        writing(eve, 'says when she was', { [paths.lastSeen.at({ uid: eve.uid })]: now }),
        doing(eve, 'is to go with her connection', (database) =>
          onDisconnect(ref(database, row(eve))).remove(),
        ),
      ],
    });
  },
};

const forgedReceipts: Attack = {
  id: 31,
  name: 'Say what others have read; read ahead; unread what was read',
  defence:
    'What one has read is one’s own row, not in the future, and never goes back; others are told that and nothing else',
  run: async (siege) => {
    const [eve, ana] = (await siege.people('Eve', 'Ana')) as [Person, Person];
    const roomId = await siege.room({
      people: [
        [eve, 'member'],
        [ana, 'member'],
      ],
    });
    const lastRead = (who: Person) => `${paths.mineEntry.at({ uid: who.uid, roomId })}/lastRead`;
    const at = Date.now() - 5000;
    const setting = (what: string, path: string, value: unknown): Try =>
      doing(eve, what, (database) => set(ref(database, path), value));
    return refusals(siege, {
      first: [setting('reads', lastRead(eve), at)],
      tries: [
        setting('for another', lastRead(ana), at),
        setting('ahead of now', lastRead(eve), Date.now() + 60_000),
        setting('back', lastRead(eve), at - 1),
        setting('not at all', lastRead(eve), null),
        setting('as a text', lastRead(eve), 'now'),
        setting('in a room she is not in', `mine/${eve.uid}/siege-${chance(8)}/lastRead`, at),
        setting('and has another be seen to have read', paths.receipt.at({ roomId, uid: ana.uid }), at),
        setting(
          'and is seen to have read more than she has',
          paths.receipt.at({ roomId, uid: eve.uid }),
          at + 1,
        ),
        setting('and less', paths.receipt.at({ roomId, uid: eve.uid }), at - 1),
        setting('and says when she came', `mine/${eve.uid}/${roomId}/joinedAt`, 1),
      ],
      afterwards: [
        setting('is seen to have read', paths.receipt.at({ roomId, uid: eve.uid }), at),
        setting('reads on', lastRead(eve), at + 1),
      ],
    });
  },
};

/** Resolves with the reason when a listen of somebody’s ends, once it has begun. */
const listen = (who: Person, roomId: string): Promise<() => Promise<string>> =>
  new Promise((begun) => {
    const ended = new Promise<string>((resolve) => {
      onValue(
        query(ref(who.database, paths.messages.at({ roomId })), orderByChild('at'), limitToLast(10)),
        () => begun(() => ended),
        ({ message }) => resolve(message),
      );
    });
  });

/** Ways to be kept out, each as the server would say it, and whether all places are meant or one room. */
const exclusions: readonly (readonly [
  what: string,
  everywhere: boolean,
  exclude: (who: Person, roomId: string) => Promise<unknown>,
])[] = [
  [
    'banned everywhere',
    true,
    ({ uid }) => owner.write(paths.sanction.at({ uid }), { bannedUntil: Date.now() + 1e6 }),
  ],
  ['signed out by the server', true, ({ uid }) => owner.write(paths.revoked.at({ uid }), Date.now())],
  [
    'banned from the room',
    false,
    ({ uid }, roomId) =>
      owner.write(paths.ban.at({ roomId, uid }), { by: 'oz', at: Date.now(), until: Date.now() + 1e6 }),
  ],
];

const evasion: Attack = {
  id: 32,
  name: 'Go on after a ban: by an open listener, a second tab, the same token, another path',
  defence: 'Every path asks for bans and for the age of the session; open listeners end at once',
  run: async (siege) => {
    const findings = await Promise.all(
      exclusions.map(async ([what, everywhere, exclude]) => {
        const [eve, ana] = (await siege.people('Eve', 'Ana')) as [Person, Person];
        const people = [
          [eve, 'member'],
          [ana, 'member'],
        ] as const;
        const roomId = await siege.room({ people });
        const elsewhere = await siege.room();
        const messageId = newId();
        const said = { text: 'Hello', at: Date.now(), slot: 'e' };
        await owner.write(paths.message.at({ roomId, messageId }), { ...said, uid: ana.uid });
        const code = chance(22);
        const secret = await siege.room({ kind: 'private', people: [[ana, 'owner']] });
        const invited = { by: ana.uid, at: Date.now(), until: Date.now() + 1e6, uses: 5 };
        await owner.write(paths.invite.at({ roomId: secret, code }), invited);
        const tab = await eve.tab();
        const ended = await listen(eve, roomId);
        await exclude(eve, roomId);

        const { uid } = eve;
        const here: readonly Try[] = [
          writing(eve, 'writes', post({ uid, roomId, messageId: newId(), slot: 'a' })),
          writing(eve, 'types', sayTyping(uid, roomId)),
          writing(eve, 'reacts', react({ uid, roomId, messageId, slot: 'a' })),
          doing(eve, 'writes from another tab', () =>
            writing(eve, '', post({ uid, roomId, messageId: newId(), slot: 'b' })).deed(tab),
          ),
          doing(
            eve,
            'listens again',
            () =>
              new Promise((resolve, reject) => {
                onValue(
                  query(ref(tab, paths.messages.at({ roomId })), orderByChild('at'), limitToLast(5)),
                  resolve,
                  reject,
                );
              }),
          ),
          writing(eve, 'leaves and comes back', join(uid, roomId)),
        ];
        const outside: readonly Try[] = [
          writing(eve, 'joins another room', join(uid, elsewhere)),
          writing(eve, 'comes by an invite', redeem(uid, secret, code)),
          writing(eve, 'opens a room', open(uid, `siege-${chance(12)}`)),
          writing(
            eve,
            'reports',
            reportFirst(
              { uid, reportId: newId(), slot: 'a' },
              { roomId, messageId, about: ana.uid, text: said.text },
            ),
          ),
          writing(eve, 'is shown as here', connect(uid, 'a', chance(16))),
        ];
        const heard = await Promise.race([
          ended(),
          new Promise<string>((resolve) => setTimeout(resolve, 5000, 'nothing')),
        ]);
        return together(
          'rules',
          checked(
            'rules',
            [{ what: `an open listener of somebody ${what} ends`, holds: /permission.denied/i.test(heard) }],
            [`${what}: the open listener ended with "${heard}"`],
          ),
          await refusals(siege, { tries: [...here, ...(everywhere ? outside : [])] }),
        );
      }),
    );
    return together('rules, listeners looked at again with every write', ...findings);
  },
};

export const presenceAttacks: readonly Attack[] = [exhaustion, forgedPresence, forgedReceipts, evasion];
