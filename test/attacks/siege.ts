import { randomBytes } from 'node:crypto';
import { deleteApp, type FirebaseApp, initializeApp, setLogLevel } from 'firebase/app';
import { connectAuthEmulator, getAuth, signInAnonymously, signInWithCustomToken } from 'firebase/auth';
import { connectDatabaseEmulator, type Database, getDatabase } from 'firebase/database';
import type { Browser, Page } from 'playwright-core';
import { paths, type Role, skeletonOf } from '@causerie/contract';
import { openBrowser } from '../support/browser.ts';
import { type FunctionLog, openFunctionLog } from '../support/functionLog.ts';
import { addresses, owner } from '../support/world.ts';
import type { Denial } from './denial.ts';

// The SDK explains every denial on the console, and attacks are denied for a living.
setLogLevel('silent');

/** Somebody signed in through the Auth emulator, with a connection of the real SDK. */
export interface Person {
  readonly uid: string;
  readonly name: string;
  readonly database: Database;
  /** The identity token that their SDK sends. */
  readonly token: () => Promise<string>;
  /** One more connection, as another tab has. */
  readonly tab: () => Promise<Database>;
}

interface Rooms {
  readonly kind?: 'public' | 'private';
  readonly slowMs?: number;
  readonly people?: readonly (readonly [Person, Role])[];
}

const lettersAndDigits = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Letters and digits by chance. */
export const chance = (length: number): string =>
  Array.from(randomBytes(length), (byte) => lettersAndDigits[byte % lettersAndDigits.length]).join('');

/** A message id that sorts behind all that a client of today makes. */
export const newId = (): string => `-Z${chance(18)}`;

/** What attackers find: the emulator suite, with people and rooms of this run beside whatever else is there. */
export class Siege {
  readonly #leave: (() => Promise<unknown> | void)[] = [];
  #browser: Promise<Browser> | undefined;
  #log: Promise<FunctionLog> | undefined;

  /** Somebody new, with a claimed name. */
  async person(first = 'Eve', { guest = false, named = true } = {}): Promise<Person> {
    const wanted = `${first.toLowerCase()}${chance(12)}`;
    const { app, uid } = await this.#signIn(guest ? undefined : wanted);
    const name = `${first} ${chance(8)}`;
    if (named) {
      await owner.write(paths.user.at({ uid }), {
        name,
        skeleton: skeletonOf(name),
        color: 1,
        createdAt: Date.now() - 86_400_000,
      });
      await owner.write(paths.name.at({ skeleton: skeletonOf(name) }), uid);
    }
    return {
      uid,
      name,
      database: this.#connect(app),
      token: async () => (await getAuth(app).currentUser?.getIdToken()) ?? '',
      tab: async () => this.#connect((await this.#signIn(uid)).app),
    };
  }

  people(...names: readonly string[]): Promise<readonly Person[]> {
    return Promise.all(names.map((name) => this.person(name)));
  }

  /** A connection of nobody. */
  nobody(): Database {
    return this.#connect(this.#app());
  }

  /** A room with these people in it. Gives its id. */
  async room({ kind = 'public', slowMs, people = [] }: Rooms = {}): Promise<string> {
    const roomId = kind === 'private' ? `p-${chance(25)}` : `siege-${chance(12)}`;
    const createdAt = Date.now() - 86_400_000;
    const [ownerOf] = people.find(([, role]) => role === 'owner') ?? [];
    await owner.write(paths.room.at({ roomId }), {
      name: 'Siege',
      topic: 'Under attack',
      kind,
      createdAt,
      ...(slowMs !== undefined && { slowMs }),
      ...(ownerOf !== undefined && { owner: ownerOf.uid }),
    });
    if (kind === 'public') {
      const line = paths.directoryEntry.at({ roomId });
      await owner.write(line, { name: 'Siege', topic: 'Under attack' });
      // Others' tests count the rooms of the directory.
      this.onLeave(() => owner.write(line, null));
    }
    await Promise.all(people.map(([person, role]) => this.admit(roomId, person, role)));
    return roomId;
  }

  /** Puts somebody into a room, past the rules. */
  async admit(roomId: string, { uid }: Person, role: Role = 'member'): Promise<void> {
    const joinedAt = Date.now() - 3_600_000;
    await owner.write(paths.member.at({ roomId, uid }), { role, joinedAt });
    await owner.write(paths.mineEntry.at({ uid, roomId }), { joinedAt });
  }

  /** Why somebody's last refused request was refused. */
  async lastDenial(uid: string | null): Promise<Denial | undefined> {
    const { host, namespace, ports } = addresses();
    const response = await fetch(`http://${host}:${ports.database}/.inspect/denials.json?ns=${namespace}`, {
      headers: { Authorization: 'Bearer owner' },
    });
    const denials = (await response.json()) as readonly Denial[];
    const mark = uid === null ? 'null' : `"uid":${JSON.stringify(uid)}`;
    return denials.findLast(({ auth }) => auth.includes(mark));
  }

  /** A request without the SDK, which would not send everything: the text is exactly what is sent. */
  async send(who: Person | null, method: string, path: string, text?: string, query = ''): Promise<Response> {
    const { host, namespace, ports } = addresses();
    const credential = who === null ? '' : `&auth=${await who.token()}`;
    return fetch(`http://${host}:${ports.database}/${path}.json?ns=${namespace}${credential}${query}`, {
      method,
      ...(text !== undefined && { body: text }),
    });
  }

  /** The Chromium of this run, started when first asked for. */
  browser(): Promise<Browser> {
    this.#browser ??= openBrowser().then((browser) => {
      this.onLeave(() => browser.close());
      return browser;
    });
    return this.#browser;
  }

  /** What functions have logged. */
  functionLog(): Promise<FunctionLog> {
    this.#log ??= openFunctionLog().then((log) => {
      this.onLeave(() => log.close());
      return log;
    });
    return this.#log;
  }

  /** A page of nobody's, closed with the siege. */
  async blankPage(): Promise<Page> {
    const context = await (await this.browser()).newContext({ locale: 'en-GB' });
    return context.newPage();
  }

  onLeave(leave: () => Promise<unknown> | void): void {
    this.#leave.push(leave);
  }

  async close(): Promise<void> {
    for (const leave of this.#leave.toReversed()) await leave();
  }

  #app(): FirebaseApp {
    const { projectId, host, namespace, ports } = addresses();
    const databaseURL = `http://${host}:${ports.database}?ns=${namespace}`;
    const app = initializeApp({ projectId, apiKey: 'demo', databaseURL }, `siege-${chance(12)}`);
    this.onLeave(() => deleteApp(app));
    return app;
  }

  #connect(app: FirebaseApp): Database {
    const { host, ports } = addresses();
    const database = getDatabase(app);
    connectDatabaseEmulator(database, host, ports.database);
    return database;
  }

  async #signIn(uid: string | undefined): Promise<{ readonly app: FirebaseApp; readonly uid: string }> {
    const { host, ports } = addresses();
    const app = this.#app();
    const auth = getAuth(app);
    connectAuthEmulator(auth, `http://${host}:${ports.auth}`, { disableWarnings: true });
    const { user } =
      uid === undefined ? await signInAnonymously(auth) : await signInWithCustomToken(auth, customToken(uid));
    return { app, uid: user.uid };
  }
}

/** As a server of one's own would issue it; unsigned, as the Auth emulator takes it. */
const customToken = (uid: string): string => {
  const issuedAt = Math.floor(Date.now() / 1000);
  const issuer = 'siege@demo-causerie.iam.gserviceaccount.com';
  const claims = {
    aud: 'https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit',
    iat: issuedAt,
    exp: issuedAt + 3600,
    iss: issuer,
    sub: issuer,
    uid,
  };
  return [{ alg: 'none', typ: 'JWT' }, claims]
    .map((part) => `${Buffer.from(JSON.stringify(part)).toString('base64url')}.`)
    .join('');
};
