import {
  callableAddress,
  type CallableName,
  eraseConfirmation,
  limits,
  paths,
  readCallFailure,
} from '@causerie/contract';
import { isKnown, withClaims } from '../support/people.ts';
import { until } from '../support/until.ts';
import { owner, pageUrl } from '../support/world.ts';
import { type Attack, type Check, checked, together } from './attack.ts';
import { newId } from './siege.ts';
import { refusals, writing } from './tries.ts';
import { post as posting } from '../rules/writes.ts';

const names: readonly CallableName[] = ['signOutEverywhere', 'exportMyData', 'eraseAccount'];

/** The first call of all has to start a process and load it. */
const firstCallMs = 20_000;

interface Asking {
  readonly token?: string;
  readonly data?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
  readonly body?: string;
}

const ask = (
  name: CallableName,
  { token, data, headers, method = 'POST', body }: Asking,
): Promise<Response> =>
  fetch(new URL(callableAddress(name), pageUrl()), {
    method,
    headers: {
      'Content-Type': 'application/json',
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(method === 'POST' && { body: body ?? JSON.stringify({ data }) }),
  });

/** What a callable says of a call that it refuses. */
const refusalOf = async (response: Response): Promise<string> => {
  const text = await response.text();
  try {
    return `${response.status} ${readCallFailure(JSON.parse(text)).reason}`;
  } catch {
    return `${response.status}`;
  }
};

const tokens: Attack = {
  id: 33,
  name: 'Tokens of nobody, of another project, expired, altered, or of a session that was ended',
  defence:
    'Functions verify each token, with the question whether it was taken back; rules ask when the session began',
  run: async (siege) => {
    const eve = await siege.person();
    const token = await eve.token();
    const [head = '', , seal = ''] = token.split('.');
    const nowS = Math.floor(Date.now() / 1000);
    const bad: readonly (readonly [what: string, token: string | undefined])[] = [
      ['none', undefined],
      ['not a token', 'x'],
      ['without claims', `${head}.e30.${seal}`],
      ['nine thousand letters', 'a'.repeat(9000)],
      ['of nobody', withClaims(token, { user_id: 'nobody', sub: 'nobody' })],
      ['with a path for a uid', withClaims(token, { user_id: `${eve.uid}/x`, sub: `${eve.uid}/x` })],
      [
        'of another project',
        withClaims(token, { aud: 'other', iss: 'https://securetoken.google.com/other' }),
      ],
      ['expired', withClaims(token, { iat: nowS - 7200, exp: nowS - 3600 })],
    ];
    const checks: Check[] = [];
    for (const name of names)
      for (const [what, wrong] of bad) {
        const answer = await refusalOf(
          await ask(name, { data: {}, ...(wrong !== undefined && { token: wrong }) }),
        );
        checks.push({
          what: `${name} with a token ${what} answers ${answer}`,
          holds: answer.startsWith('401'),
        });
      }
    await owner.write(paths.revoked.at({ uid: eve.uid }), Date.now() + 1000);
    for (const name of names) {
      const answer = await refusalOf(await ask(name, { token, data: {} }));
      checks.push({
        what: `${name} after the session was ended answers ${answer}`,
        holds: answer === '401 sessionEnded',
      });
    }
    const roomId = await siege.room({ people: [[eve, 'member']] });
    return together(
      'functions; rules',
      checked(
        'functions',
        checks,
        checks.slice(-1).map(({ what }) => what),
      ),
      await refusals(siege, {
        tries: [
          writing(
            eve,
            'writes with the token of an ended session',
            posting({ uid: eve.uid, roomId, messageId: newId(), slot: 'a' }),
          ),
        ],
      }),
    );
  },
};

const foreignPages: Attack = {
  id: 34,
  name: 'Calls of another page in somebody’s name; calls without number; calls with more than is asked',
  defence:
    'No other origin is answered, a token must be shown, each person has a pace; App Check where it was decided',
  run: async (siege) => {
    const eve = await siege.person();
    const token = await eve.token();
    const Origin = 'https://evil.example';
    const checks: Check[] = [];
    for (const name of names) {
      const answers = [
        await ask(name, { token, headers: { Origin, 'Content-Type': 'text/plain' }, body: '{"data":{}}' }),
        await ask(name, { token, headers: { Origin }, method: 'GET' }),
        await ask(name, {
          headers: {
            Origin,
            'Access-Control-Request-Method': 'POST',
            'Access-Control-Request-Headers': 'authorization',
          },
          method: 'OPTIONS',
        }),
      ];
      for (const { headers, status } of answers) {
        const origin = headers.get('access-control-allow-origin');
        checks.push({
          what: `${name} gives ${Origin} ${origin ?? 'nothing'} (${status})`,
          holds: origin === null,
        });
      }
      // Cookies are nothing here.
      const answer = await refusalOf(
        await ask(name, { headers: { Cookie: `__session=${token}` }, data: {} }),
      );
      checks.push({ what: `${name} with a cookie answers ${answer}`, holds: answer === '401 signedOut' });
    }
    const inputs: readonly (readonly [CallableName, unknown])[] = [
      ['signOutEverywhere', { uid: 'somebody' }],
      ['exportMyData', { cursor: '["messages","../users",""]' }],
      ['eraseAccount', {}],
      ['eraseAccount', { confirm: true }],
      ['eraseAccount', { confirm: eraseConfirmation, uid: 'somebody' }],
      ['eraseAccount', JSON.parse('{"__proto__":{"confirm":"erase-my-account"}}')],
    ];
    for (const [name, data] of inputs) {
      const answer = await refusalOf(await ask(name, { token, data }));
      checks.push({
        what: `${name} of ${JSON.stringify(data)} answers ${answer}`,
        holds: /^(400 badInput|429)/.test(answer),
      });
    }
    const ana = await siege.person('Ana');
    const own = await (await ask('exportMyData', { token, data: { cursor: null, uid: ana.uid } })).text();
    checks.push({ what: 'who asks for the data of another gets none of it', holds: !own.includes(ana.uid) });
    const paced = await siege.person();
    const pacedToken = await paced.token();
    const answers: string[] = [];
    for (let count = 0; count <= limits.calls.eraseAccount; count += 1)
      answers.push(await refusalOf(await ask('eraseAccount', { token: pacedToken, data: {} })));
    checks.push({
      what: `of ${answers.length} calls the last answers ${answers.at(-1) ?? ''}`,
      holds: answers.at(-1) === '429 tooManyCalls',
    });
    checks.push({
      what: 'nothing of either was erased',
      holds: (await isKnown(eve.uid)) && (await isKnown(paced.uid)),
    });
    return checked('functions', checks, [checks.at(-2)?.what ?? '', checks[0]?.what ?? '']);
  },
};

const traces: Attack = {
  id: 50,
  name: 'An erased account that is still somewhere',
  defence:
    'The account is locked at once; jobs remove what it left, and what remains is looked for by its uid',
  run: async (siege) => {
    const [eve, ana] = [await siege.person(), await siege.person('Ana')];
    const { uid } = eve;
    const roomId = await siege.room({
      people: [
        [eve, 'member'],
        [ana, 'owner'],
      ],
    });
    const secret = await siege.room({ kind: 'private', people: [[eve, 'owner']] });
    const [messageId, others] = [newId(), newId()];
    const at = Date.now() - 1000;
    const left: readonly (readonly [path: string, value: unknown])[] = [
      [paths.message.at({ roomId, messageId }), { uid, text: 'x', at, slot: 'a' }],
      [paths.message.at({ roomId, messageId: others }), { uid: ana.uid, text: 'y', at, slot: 'a' }],
      [paths.message.at({ roomId: secret, messageId }), { uid, text: 'z', at, slot: 'a' }],
      [`reactions/${roomId}/${others}/${uid}`, { '👍': at }],
      [paths.typingEntry.at({ roomId, uid }), { at, on: true }],
      [paths.connection.at({ uid, slot: 'a' }), { at, id: 'abcdefghijklmnop' }],
      [paths.messageSlot.at({ uid, slot: 'a' }), { at, key: `${roomId}/${messageId}` }],
      [paths.ban.at({ roomId, uid: ana.uid }), { by: uid, at, until: at }],
      [paths.mute.at({ roomId, uid }), { by: ana.uid, at, until: at }],
      [paths.invite.at({ roomId: secret, code: 'a'.repeat(22) }), { by: uid, at, until: at + 1e6, uses: 1 }],
      [
        paths.report.at({ reportId: newId() }),
        { uid: ana.uid, roomId, messageId, about: uid, text: 'x', reason: 'spam', at },
      ],
      [paths.auditEntry.at({ roomId, entryId: newId() }), { by: ana.uid, at, act: 'mute', about: uid }],
    ];
    for (const [path, value] of left) await owner.write(path, value);
    const response = await ask('eraseAccount', {
      token: await eve.token(),
      data: { confirm: eraseConfirmation },
    });
    const answer = await response.text();
    await until(async () => !(await isKnown(uid)), 'the account is gone', firstCallMs);
    const remains = async (): Promise<readonly string[]> => {
      // That the session ended outlives its person, or a token that is still out would bring them back.
      const { revoked: _, jobs: __, ...tree } = (await owner.read('')) as Record<string, unknown>;
      return Object.entries(tree).flatMap(([name, value]) =>
        JSON.stringify(value).includes(uid) ? [name] : [],
      );
    };
    await until(async () => (await remains()).length === 0, 'nothing of it is left', firstCallMs).catch(
      () => {},
    );
    const found = await remains();
    const back = await refusals(siege, {
      tries: [
        writing(eve, 'comes back with the token', { [`${paths.user.at({ uid })}/color`]: 3 }),
        writing(eve, 'writes with the token', posting({ uid, roomId, messageId: newId(), slot: 'b' })),
      ],
    });
    return together('functions; rules', back, {
      ...checked(
        'functions',
        [
          { what: `the erasing was accepted: ${answer}`, holds: response.status === 200 },
          {
            what: `the uid is nowhere in the tree but ${found.join(', ') || 'in revoked/'}`,
            holds: found.length === 0,
          },
        ],
        [`${left.length} traces in as many places; left: ${found.join(', ') || 'none'}`],
      ),
      tried: left.length,
    });
  },
};

export const callAttacks: readonly Attack[] = [tokens, foreignPages, traces];
