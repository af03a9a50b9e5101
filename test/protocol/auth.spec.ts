import { get, ref, set } from 'firebase/database';
import { describe, expect, it } from 'vitest';
import { values } from './recorders.ts';
import { settled, type Stage, stageForEachTest } from './stage.ts';

const stage = stageForEachTest();

/** Rules that show a client who it is: exactly one of these places can be read. */
const whoAmI = {
  nobody: { '.read': 'auth === null' },
  ana: { '.read': 'auth.uid === "ana"' },
  bob: { '.read': 'auth.uid === "bob"' },
  moderator: { '.read': 'auth.token.role === "moderator"' },
  password: { '.read': 'auth.provider === "password"' },
  verified: { '.read': 'auth.token.email_verified === true && auth.token.email.endsWith("@example.com")' },
  recent: { '.read': 'auth.token.auth_time > 1000' },
};
type Place = keyof typeof whoAmI;

const readable = async (client: ReturnType<Stage['client']>): Promise<string[]> => {
  const places = Object.keys(whoAmI) as Place[];
  const outcomes = await Promise.allSettled(places.map((place) => get(ref(client, place))));
  return places.filter((_, index) => outcomes[index]?.status === 'fulfilled');
};

describe('a client', () => {
  it.for([
    ['without a token', undefined, ['nobody']],
    ['as the owner', 'owner', Object.keys(whoAmI)],
    ['as a user whose token expired in 1970', { uid: 'ana' }, ['ana']],
    ['with a claim', { uid: 'bob', role: 'moderator' }, ['bob', 'moderator']],
    ['that claims to be admin, which is for rules to honour', { uid: 'bob', admin: true }, ['bob']],
    ['with a provider', { uid: 'x', firebase: { sign_in_provider: 'password' } }, ['password']],
    ['with an email', { uid: 'x', email: 'x@example.com', email_verified: true }, ['verified']],
    ['that signed in lately', { uid: 'x', auth_time: 2000 }, ['recent']],
  ] satisfies [string, Parameters<Stage['client']>[0], string[]][])(
    '%s is who it says',
    async ([, as, expected]) => {
      await stage.rules(whoAmI);
      expect(await readable(stage.client(as))).toEqual(expected);
    },
  );
});

describe('a change of identity', () => {
  it('takes listens away, and rights go with it', async () => {
    await stage.rules(whoAmI);
    const { database, tokens } = stage.clientWithSignIn();
    tokens.signIn('ana');
    const heard = values(ref(database, 'ana'));
    expect(await heard.first(1)).toEqual([null]);
    expect(await readable(database)).toEqual(['ana']);
    tokens.signOut();
    await heard.until((all) => all.length === 2, 'the listen was revoked');
    expect(heard.last).toMatchObject({ code: 'PERMISSION_DENIED' });
    expect(await readable(database)).toEqual(['nobody']);
    tokens.signIn('bob');
    expect(await readable(database)).toEqual(['bob']);
  });

  it('to another token of the same user leaves listens alone', async () => {
    await stage.rules(whoAmI);
    const { database, tokens } = stage.clientWithSignIn();
    tokens.signIn('ana');
    const heard = values(ref(database, 'ana'));
    await heard.first(1);
    tokens.signIn('ana', { iat: 1 });
    await settled(database).catch(() => {});
    await set(ref(stage.client('owner'), 'ana'), 1);
    expect(await heard.first(2)).toEqual([null, 1]);
  });

  it('comes before the requests that follow it', async () => {
    await stage.rules({ $uid: { '.write': 'auth.uid === $uid' } });
    const { database, tokens } = stage.clientWithSignIn();
    await settled(database).catch(() => {});
    const outcomes = [];
    for (const uid of ['ana', 'bob', 'eve']) {
      tokens.signIn(uid);
      outcomes.push(set(ref(database, uid), 1));
    }
    expect((await Promise.allSettled(outcomes)).map(({ status }) => status)).toEqual(
      Array(3).fill('fulfilled'),
    );
  });

  it('to a token the server cannot take costs the connection, until there is a good one', async () => {
    await stage.rules(whoAmI);
    const { database, tokens } = stage.clientWithSignIn();
    const connected = values(ref(database, '.info/connected'));
    await connected.until((all) => all.at(-1) === true, 'the client connected');
    tokens.signIn('ana', { nested: JSON.parse('['.repeat(40) + ']'.repeat(40)) as unknown });
    await connected.until((all) => all.at(-1) === false, 'the client was refused');
    tokens.signIn('ana');
    expect(await readable(database)).toEqual(['ana']);
  });
});
