import { ref, runTransaction, set, update } from 'firebase/database';
import { paths } from '@causerie/contract';
import { owner } from '../support/world.ts';
import { invite, join, knock, now, redeem, type Updates } from '../rules/writes.ts';
import { type Attack, checked, together } from './attack.ts';
import { chance, type Person, type Siege } from './siege.ts';
import { doing, refusals, type Try, writing } from './tries.ts';

const soonMs = (): number => Date.now() + 600_000;
const newCode = (): string => chance(22);

const without = (updates: Updates, part: string): Updates =>
  Object.fromEntries(Object.entries(updates).filter(([path]) => !path.startsWith(part)));

/** A private room of Oz’s, an invite to it, and somebody outside. */
const guarded = async (siege: Siege, fields: object = {}) => {
  const [oz, mel, eve] = (await siege.people('Oz', 'Mel', 'Eve')) as [Person, Person, Person];
  const people = [
    [oz, 'owner'],
    [mel, 'member'],
  ] as const;
  const roomId = await siege.room({ kind: 'private', people });
  const code = newCode();
  const put = (where: string, as: string, changes: object = {}) =>
    owner.write(paths.invite.at({ roomId: where, code: as }), {
      by: oz.uid,
      at: Date.now() - 1000,
      until: soonMs(),
      uses: 2,
      ...changes,
    });
  await put(roomId, code, fields);
  return { oz, mel, eve, roomId, code, put };
};

const squatting: Attack = {
  id: 25,
  name: 'Get into a private room: by a row of one’s own, by an invite that is over, another’s, or used up; two at once by the last use',
  defence: 'Rows of a room ask for each other; an invite is counted down in the update that joins',
  run: async (siege) => {
    const { oz, eve, roomId, code, put } = await guarded(siege);
    const other = await guarded(siege);
    const [over, used] = [newCode(), newCode()];
    await put(roomId, over, { until: Date.now() - 1 });
    await put(roomId, used, { uses: 0 });
    const found = await refusals(siege, {
      tries: [
        writing(eve, 'joins without an invite', join(eve.uid, roomId)),
        writing(eve, 'without having knocked', redeem(eve.uid, roomId, code)),
        trying(eve, 'having knocked with another code', roomId, newCode(), redeem(eve.uid, roomId, code)),
        writing(eve, 'knocking in the same update', {
          ...redeem(eve.uid, roomId, code),
          ...knock(eve.uid, roomId, code, 'b'),
        }),
        writing(eve, 'joins a room that is not there yet', join(eve.uid, `p-${chance(25)}`)),
        writing(eve, 'only lists the room as hers', {
          [paths.mineEntry.at({ uid: eve.uid, roomId })]: { joinedAt: now },
        }),
        trying(eve, 'with an invite that is over', roomId, over, redeem(eve.uid, roomId, over)),
        trying(eve, 'with one that is used up', roomId, used, redeem(eve.uid, roomId, used)),
        trying(eve, 'with one of another room', roomId, other.code, redeem(eve.uid, roomId, other.code)),
        trying(
          eve,
          'without counting it down',
          roomId,
          code,
          without(redeem(eve.uid, roomId, code), 'invites/'),
        ),
        ...[2, 0, 3, 100, null, '1'].map((count) =>
          trying(
            eve,
            `counting it to ${JSON.stringify(count)}`,
            roomId,
            code,
            redeem(eve.uid, roomId, code, count),
          ),
        ),
        trying(eve, 'counting down another', roomId, over, {
          ...redeem(eve.uid, roomId, over),
          ...Object.fromEntries(
            Object.entries(redeem(eve.uid, roomId, code)).filter(([path]) => path.startsWith('invites/')),
          ),
        }),
        trying(eve, 'as moderator', roomId, code, {
          ...redeem(eve.uid, roomId, code),
          [paths.member.at({ roomId, uid: eve.uid })]: { role: 'moderator', joinedAt: now },
        }),
        writing(eve, 'makes an invite for herself', invite(eve.uid, roomId, { until: soonMs() })),
        doing(eve, 'makes one last longer', (database) =>
          set(ref(database, `${paths.invite.at({ roomId, code })}/until`), soonMs() + 1e6),
        ),
      ],
      afterwards: [
        ...knocked(eve, roomId, code),
        writing(oz, 'its owner invites', invite(oz.uid, roomId, { until: soonMs() })),
      ],
    });

    const last = newCode();
    await put(roomId, last, { uses: 1 });
    const rivals = await Promise.all([1, 2, 3].map(() => siege.person('Rival')));
    const outcomes = await Promise.all(
      rivals.map(async (rival) => {
        try {
          for (const step of knocked(rival, roomId, last)) await step.deed(rival.database);
          return true;
        } catch {
          return false;
        }
      }),
    );
    const won = outcomes.filter(Boolean).length;
    return together('rules', found, {
      ...checked('rules', [{ what: 'of 3 at once one gets the last use', holds: won === 1 }]),
      tried: rivals.length,
    });
  },
};

/** Tries an invite, with the knock that this asks for put there by the owner: so that it is not a missing knock that is refused. */
const trying = (who: Person, what: string, roomId: string, code: string, updates: Updates): Try =>
  doing(who, what, async (database) => {
    const place = paths.knockSlot.at({ uid: who.uid, slot: 'a' });
    await owner.write(place, { at: Date.now(), key: `${roomId}/${code}` });
    await update(ref(database), updates);
  });

/** The steps by which somebody comes by an invite. */
const knocked = (who: Person, roomId: string, code: string) => [
  writing(who, 'knocks', knock(who.uid, roomId, code, 'e')),
  writing(who, 'comes by the invite', redeem(who.uid, roomId, code)),
];

const bruteForce: Attack = {
  id: 26,
  name: 'Guess invites and rooms, or tell from the refusals how near one is',
  defence: 'Codes of 131 bits that nobody reads; each guess costs a slot; every failure is the same refusal',
  run: async (siege) => {
    const { mel, eve, roomId, code } = await guarded(siege);
    const guesser = await siege.person('Guesser');
    const guesses = Array.from({ length: 40 }, newCode);
    const readings = [
      ['a room', paths.room.at({ roomId })],
      ['the invites', paths.invites.at({ roomId })],
      ['one invite', paths.invite.at({ roomId, code })],
      ['how often it may be used', `${paths.invite.at({ roomId, code })}/uses`],
      ['its members', paths.members.at({ roomId })],
      ['its messages', paths.messages.at({ roomId })],
    ] as const;
    const seen = new Set<string>();
    const texts: string[] = [];
    for (const path of [
      ...readings.map(([, place]) => place),
      `rooms/p-${chance(25)}`,
      `invites/p-${chance(25)}/${code}`,
      'rooms/nonsense',
    ]) {
      const response = await siege.send(eve, 'GET', path);
      texts.push(`${response.status} ${await response.text()}`);
    }
    for (const text of texts) seen.add(text);
    const etags = await Promise.all(
      ['null_etag', 'x'].map(async (tag) => {
        const response = await fetch((await siege.send(eve, 'GET', paths.invite.at({ roomId, code }))).url, {
          method: 'PUT',
          headers: { 'if-match': tag },
          body: '1',
        });
        return response.status;
      }),
    );
    return together(
      'rules',
      await refusals(siege, {
        tries: [
          ...guesses.map((guess) =>
            trying(eve, `guesses ${guess}`, roomId, guess, redeem(eve.uid, roomId, guess)),
          ),
          ...[code, newCode()].map((guess) =>
            doing(eve, 'asks by a transaction', (database) =>
              runTransaction(ref(database, `invites/${roomId}/${guess}/uses`), () => 1).then(
                ({ committed }) => {
                  if (!committed) throw new Error('permission denied');
                },
              ),
            ),
          ),
        ],
      }),
      await refusals(siege, {
        first: ['a', 'b', 'c', 'd', 'e'].map((slot) =>
          writing(guesser, `guess ${slot}`, knock(guesser.uid, roomId, newCode(), slot)),
        ),
        tries: ['a', 'e', 'f'].map((slot) =>
          writing(
            guesser,
            `a sixth guess within a minute, slot ${slot}`,
            knock(guesser.uid, roomId, newCode(), slot),
          ),
        ),
      }),
      {
        ...checked('rules', [
          { what: `one and the same refusal: ${[...seen].join(' / ').trim()}`, holds: seen.size === 1 },
          { what: `conditional writes answer alike: ${etags.join(', ')}`, holds: new Set(etags).size === 1 },
        ]),
        tried: texts.length + etags.length,
      },
      await refusals(siege, {
        tries: readings.slice(1, 4).map(([what, place]) =>
          doing(mel, `a member reads ${what}`, async () => {
            const response = await siege.send(mel, 'GET', place);
            if (!response.ok) throw new Error(await response.text());
          }),
        ),
      }),
    );
  },
};

export const inviteAttacks: readonly Attack[] = [squatting, bruteForce];
