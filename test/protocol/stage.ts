import { deleteApp as deleteAdminApp, initializeApp as initializeAdminApp } from 'firebase-admin/app';
import { type Database as AdminDatabase, getDatabase as getAdminDatabase } from 'firebase-admin/database';
import { deleteApp, type FirebaseApp, initializeApp, setLogLevel } from 'firebase/app';
import { connectDatabaseEmulator, type Database, get, getDatabase, ref } from 'firebase/database';
import { afterEach, beforeEach } from 'vitest';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../emulator/src/index.ts';
import { TokenSource } from './tokenSource.ts';

// The SDK explains every denial on the console, and tests deny a lot.
setLogLevel('silent');

export const namespace = 'demo';

let appsMade = 0;

/** An emulator, and every way in which clients come to it. What it hands out ends when it is closed. */
export class Stage {
  #emulator: Emulator | undefined;
  #leave: (() => Promise<void>)[] = [];

  async open(options: EmulatorOptions = {}): Promise<void> {
    this.#emulator = await startEmulator({ port: 0, ...options });
  }

  get emulator(): Emulator {
    if (this.#emulator === undefined) throw new Error('The stage is not open.');
    return this.#emulator;
  }

  get url(): string {
    return `http://${this.emulator.host}:${this.emulator.port}`;
  }

  /** The SDK of browsers. Each call is an app and a connection of its own. @param as a user, the owner, or nobody */
  client(as?: 'owner' | { readonly uid: string; readonly [claim: string]: unknown }): Database {
    const database = getDatabase(this.#app());
    if (as === undefined) {
      connectDatabaseEmulator(database, this.emulator.host, this.emulator.port);
      return database;
    }
    const mockUserToken = as === 'owner' ? as : tokenOptions(as);
    connectDatabaseEmulator(database, this.emulator.host, this.emulator.port, { mockUserToken });
    return database;
  }

  /** The same, with a person who can sign in and out while connected. */
  clientWithSignIn(): { readonly database: Database; readonly tokens: TokenSource } {
    const app = this.#app();
    const tokens = new TokenSource(app);
    const database = getDatabase(app);
    connectDatabaseEmulator(database, this.emulator.host, this.emulator.port);
    return { database, tokens };
  }

  /** The Admin SDK. @param actingAs `databaseAuthVariableOverride`; absent is the owner */
  admin(actingAs?: object | null): AdminDatabase {
    const options = { projectId: namespace, databaseURL: `${this.url}?ns=${namespace}` };
    const app = initializeAdminApp(
      actingAs === undefined ? options : { ...options, databaseAuthVariableOverride: actingAs },
      nextAppName(),
    );
    this.onLeave(() => deleteAdminApp(app));
    return getAdminDatabase(app);
  }

  /** Puts rules in force, given as the value of `rules`. */
  async rules(rules: object): Promise<void> {
    const response = await this.rest('PUT', '/.settings/rules.json', { rules });
    if (!response.ok) throw new Error(`Rules refused: ${await response.text()}`);
  }

  /** REST as the owner. */
  rest(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const separator = path.includes('?') ? '&' : '?';
    return fetch(`${this.url}${path}${separator}ns=${namespace}`, {
      method,
      headers: { authorization: 'Bearer owner', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  }

  /** Registers what has to be given back, before the emulator closes. */
  onLeave(leave: () => Promise<void>): void {
    this.#leave.push(leave);
  }

  async close(): Promise<void> {
    const leaving = this.#leave.map((leave) => leave());
    this.#leave = [];
    await Promise.all(leaving);
    await this.#emulator?.close();
    this.#emulator = undefined;
  }

  #app(): FirebaseApp {
    const options = { projectId: namespace, databaseURL: `${this.url}?ns=${namespace}` };
    const app = initializeApp(options, nextAppName());
    this.onLeave(() => deleteApp(app));
    return app;
  }
}

const nextAppName = (): string => `protocol-${(appsMade += 1)}`;

const tokenOptions = ({ uid, ...claims }: { readonly uid: string }): { sub: string } => ({
  sub: uid,
  ...claims,
});

/**
 * Comes back when a client has heard everything that was committed before. Replies and pushes of one connection come
 * in order, and this asks for a reply about a place no test listens to.
 */
export const settled = async (database: Database): Promise<void> => {
  await get(ref(database, '~settled'));
};

/** A stage that is empty at the beginning of every test of a file, and cleared at its end, whatever happens in it. */
export const stageForEachTest = (options: EmulatorOptions = {}): Stage => {
  const stage = new Stage();
  beforeEach(() => stage.open(options));
  afterEach(() => stage.close());
  return stage;
};
