import { ref, runTransaction, set } from 'firebase/database';
import { paths } from '@causerie/contract';
import { owner } from '../support/world.ts';
import { entryOf, join, kick, leave, log, now, post, restrict, takeSlot, without } from '../rules/writes.ts';
import { type Attack, together } from './attack.ts';
import { chance, newId, type Person, type Siege } from './siege.ts';
import { doing, refusals, sending, writing } from './tries.ts';

const injection: Attack = {
  id: 54,
  name: 'Values that are used as keys, with a path in them',
  defence: 'Whatever is looked up must have the form of an id first',
  run: async (siege) => {
    const [eve, ana] = (await siege.people('Eve', 'Ana')) as [Person, Person];
    const roomId = await siege.room({
      people: [
        [eve, 'member'],
        [ana, 'moderator'],
      ],
    });
    const secret = await siege.room({ kind: 'private', people: [[ana, 'owner']] });
    const messageId = newId();
    await owner.write(paths.message.at({ roomId, messageId }), {
      uid: ana.uid,
      text: 'x',
      at: Date.now(),
      slot: 'a',
    });
    const own = { uid: eve.uid, roomId, messageId: newId(), slot: 'a' };
    const reply = (replyTo: string) => post(own, { message: { replyTo } });
    const code = (value: string) => ({
      ...join(eve.uid, secret),
      [paths.mineEntry.at({ uid: eve.uid, roomId: secret })]: { joinedAt: now, code: value },
    });
    const report = (changes: object) => ({
      [paths.report.at({ reportId: own.messageId })]: {
        uid: eve.uid,
        roomId,
        messageId,
        about: ana.uid,
        text: 'x',
        reason: 'spam',
        at: now,
        ...changes,
      },
      ...takeSlot('reports', eve.uid, 'a', own.messageId),
    });
    return refusals(siege, {
      tries: [
        ...[
          `${messageId}/text`,
          `../${roomId}/${messageId}`,
          '..',
          '',
          `../../members/${roomId}/${eve.uid}`,
          `${messageId}/`,
        ].map((value) => writing(eve, `replies to ${value}`, reply(value))),
        ...[`../${roomId}`, 'a/b', `../../rooms/${roomId}`, ''].map((value) =>
          writing(eve, `joins by ${value}`, code(value)),
        ),
        ...['a/', '../a', `../../${ana.uid}/messages/a`, 'a/at'].map((slot) =>
          writing(eve, `names the slot ${slot}`, post(own, { message: { slot } })),
        ),
        writing(eve, 'reports a room by a path', report({ roomId: `${roomId}/..` })),
        writing(eve, 'reports a message by a path', report({ messageId: `${messageId}/text` })),
        writing(eve, 'reports a field of a message', report({ messageId: 'x'.repeat(20) })),
        writing(eve, 'reports what was not said', report({ text: 'worse' })),
        writing(eve, 'reports another for it', report({ about: eve.uid })),
        writing(eve, 'knocks at a path', takeSlot('knocks', eve.uid, 'a', `${secret}/../x`)),
        sending(
          siege,
          eve,
          'a path as a key',
          JSON.stringify({ [`messages/${roomId}/a%2Fb`]: { uid: eve.uid } }),
        ),
      ],
      afterwards: [
        writing(eve, 'replies to a message', reply(messageId)),
        writing(eve, 'reports a message', report({})),
      ],
    });
  },
};

const oracles: Attack = {
  id: 55,
  name: 'Learn by trying: transactions, conditional writes and increments at places one cannot read',
  defence: 'What may not be read is refused before it is compared',
  run: async (siege) => {
    const [eve, ana] = (await siege.people('Eve', 'Ana')) as [Person, Person];
    const secret = await siege.room({ kind: 'private', people: [[ana, 'owner']] });
    const places = [
      `rooms/${secret}/name`,
      `members/${secret}/${ana.uid}/role`,
      paths.mineEntry.at({ uid: ana.uid, roomId: secret }),
      paths.messageSlot.at({ uid: ana.uid, slot: 'a' }),
      paths.sanction.at({ uid: ana.uid }),
      paths.revoked.at({ uid: ana.uid }),
      `abuse/${ana.uid}`,
    ];
    return refusals(siege, {
      tries: [
        ...places.map((path) =>
          doing(eve, `a transaction at ${path}`, (database) =>
            runTransaction(ref(database, path), () => 'guess').then(({ committed }) => {
              if (!committed) throw new Error('permission denied');
            }),
          ),
        ),
        ...places.map((path) =>
          doing(eve, `a conditional write at ${path}`, async () => {
            const { url } = await siege.send(eve, 'GET', path);
            const statuses = await Promise.all(
              ['null_etag', 'guess'].map(
                async (tag) =>
                  (await fetch(url, { method: 'PUT', headers: { 'if-match': tag }, body: '1' })).status,
              ),
            );
            // Told apart, the two would say whether something is there.
            if (new Set(statuses).size === 1 && statuses[0] === 401) throw new Error('permission denied');
          }),
        ),
        ...places.map((path) =>
          sending(
            siege,
            eve,
            `an increment at ${path}`,
            JSON.stringify({ [path]: { '.sv': { increment: 0 } } }),
          ),
        ),
      ],
    });
  },
};

const forgedLog: Attack = {
  id: 56,
  name: 'Act without a trace, leave a trace without the act, or one trace for many acts',
  defence:
    'Act, entry and turn are one update, and each asks for the others; nothing is ever changed in the log',
  run: async (siege) => {
    const { oz, mo, mel, vic, roomId } = await club(siege);
    const soonMs = Date.now() + 60_000;
    const ban = restrict(mo.uid, 'bans', roomId, mel.uid, soonMs);
    const put = kick(mo.uid, roomId, mel.uid);
    const entry = entryOf(put);
    const old = `audit/${roomId}/${newId()}`;
    await owner.write(old, { by: oz.uid, at: 1, act: 'kick', about: 'lou' });
    const forged = (changes: object) => ({
      ...put,
      [entry]: { by: mo.uid, at: now, act: 'kick', about: mel.uid, ...changes },
    });
    return together(
      'rules',
      await refusals(siege, {
        tries: [
          writing(mo, 'puts somebody out without an entry', leave(mel.uid, roomId)),
          writing(mo, 'bans without an entry', without(ban, entryOf(ban))),
          writing(mo, 'acts without taking a turn', without(put, paths.actSlot.at({ uid: mo.uid }))),
          writing(mo, 'an entry without its act', log(mo.uid, roomId, 'ban', { about: mel.uid })),
          writing(mo, 'one entry for two acts', { ...put, ...leave(vic.uid, roomId) }),
          writing(mo, 'in the name of the owner', forged({ by: oz.uid })),
          writing(mo, 'about somebody else', forged({ about: vic.uid })),
          writing(mo, 'as another act', forged({ act: 'mute' })),
          writing(mo, 'at another time', forged({ at: Date.now() - 1000 })),
          writing(mo, 'with a word more', forged({ note: 'x' })),
          writing(mel, 'a member puts herself on record', log(mel.uid, roomId, 'kick', { about: vic.uid })),
          writing(mo, 'takes back an entry', { [old]: null }),
          writing(mo, 'changes an entry', { [`${old}/about`]: vic.uid }),
          writing(mo, 'in the log of another room', {
            ...leave(mel.uid, roomId),
            ...log(mo.uid, `p-${chance(25)}`, 'kick', { about: mel.uid }),
          }),
        ],
        afterwards: [writing(mo, 'puts somebody out', kick(mo.uid, roomId, mel.uid))],
      }),
      await refusals(siege, {
        tries: [writing(mo, 'another in the same second', kick(mo.uid, roomId, vic.uid))],
      }),
    );
  },
};

const club = async (siege: Siege) => {
  const [oz, mo, mel, vic] = (await siege.people('Oz', 'Mo', 'Mel', 'Vic')) as [
    Person,
    Person,
    Person,
    Person,
  ];
  const roomId = await siege.room({
    people: [
      [oz, 'owner'],
      [mo, 'moderator'],
      [mel, 'member'],
      [vic, 'member'],
    ],
  });
  return { oz, mo, mel, vic, roomId };
};

const elsewhere: Attack = {
  id: 57,
  name: 'Ways around the SDK: REST, other methods, rules and settings of the database',
  defence: 'The same rules judge every way in; settings are the owner’s',
  run: async (siege) => {
    const eve = await siege.person();
    const roomId = await siege.room({ people: [[eve, 'member']] });
    const asking = (what: string, method: string, path: string, text?: string, query = '') =>
      doing(eve, what, async () => {
        const response = await siege.send(eve, method, path, text, query);
        if (!response.ok) throw new Error(`${await response.text()} (invalid: ${response.status})`);
      });
    return refusals(siege, {
      tries: [
        asking('deletes everything', 'DELETE', ''),
        asking('writes everything', 'PUT', '', '{"a":1}'),
        asking('reads the rules', 'GET', '.settings/rules'),
        asking('writes rules', 'PUT', '.settings/rules', '{"rules":{".write":true}}'),
        asking('posts a message without its slot', 'POST', `messages/${roomId}`, '{"text":"x"}'),
        asking(
          'deletes by a method that is hidden',
          'POST',
          `messages/${roomId}`,
          '',
          '&x-http-method-override=DELETE',
        ),
        asking('reads with the priorities', 'GET', `messages/${roomId}`, undefined, '&format=export'),
        asking('reads in silence', 'GET', 'users', undefined, '&print=silent'),
        asking('as a download', 'GET', 'users', undefined, '&download=x'),
        doing(eve, 'reads as nobody', async () => {
          const response = await siege.send(null, 'GET', paths.user.at({ uid: eve.uid }));
          if (!response.ok) throw new Error(await response.text());
        }),
        doing(eve, 'writes as nobody', () =>
          set(ref(siege.nobody(), paths.user.at({ uid: eve.uid })), { name: 'x' }),
        ),
      ],
      afterwards: [asking('reads a profile', 'GET', paths.user.at({ uid: eve.uid }))],
    });
  },
};

export const trickAttacks: readonly Attack[] = [injection, oracles, forgedLog, elsewhere];
