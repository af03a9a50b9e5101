import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { initializeTestEnvironment, type RulesTestEnvironment } from '@firebase/rules-unit-testing';
import { setLogLevel } from 'firebase/app';
import type { Database } from 'firebase/database';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { type Emulator, startEmulator } from '@causerie/emulator';
import { databasesOf } from '@causerie/emulator/databasesOf';
import { root } from '../../scripts/root.ts';
import {
  mutantsAskedFor,
  resultsFolder,
  resultsIn,
  rulesVariable,
  writeResult,
} from '../../scripts/mutation/results.ts';
import { Recording } from '../proof/recording.ts';
import { killedBy } from '../proof/replay.ts';
import { guests, inhabitants } from './inhabitants.ts';

// The SDK explains every denial on the console, and these tests deny for a living.
setLogLevel('silent');

/**
 * The file that is deployed, not what would be printed now: `generated.spec.ts` holds the two together. Another can be put in
 * its place, to see whether the tests notice.
 */
export const deployedRules = readFileSync(
  process.env[rulesVariable] ?? new URL('../../database.rules.json', import.meta.url),
  'utf8',
);

/** What the rules are asked in this file of tests, where a run collects that. */
const recording = resultsFolder() === undefined ? undefined : new Recording(deployedRules);

const projectId = 'demo-causerie';

/** Signed-out people are `nobody`; all others sign in under their name. */
export const nobody = 'nobody';

export const beginningMs = Date.UTC(2026, 10, 22);

/** When everybody signed in. Tokens say so in seconds. */
export const sessionBeganMs = beginningMs - 3_600_000;

/** An emulator with the deployed rules, a few people in it, and time in the hands of the test. */
export class World {
  readonly #time: { nowMs: number };
  readonly #emulator: Emulator;
  readonly #environment: RulesTestEnvironment;
  readonly #connections = new Map<string, Database>();
  #isInsistent = true;

  private constructor(time: { nowMs: number }, emulator: Emulator, environment: RulesTestEnvironment) {
    this.#time = time;
    this.#emulator = emulator;
    this.#environment = environment;
    if (recording === undefined) return;
    this.#database().onDecision((decision) => {
      if (this.#isInsistent) recording.note(decision);
    });
  }

  static async open(): Promise<World> {
    const time = { nowMs: beginningMs };
    const emulator = await startEmulator({ clock: { now: () => time.nowMs } });
    const { host, port } = emulator;
    const environment = await initializeTestEnvironment({
      projectId,
      database: { host, port, rules: deployedRules },
    });
    return new World(time, emulator, environment);
  }

  async close(): Promise<void> {
    await this.#environment.cleanup();
    await this.#emulator.close();
  }

  /** Puts everything back to how the world begins. */
  reset(): void {
    this.#time.nowMs = beginningMs;
    this.write('', inhabitants(beginningMs));
  }

  /** Milliseconds since 1970, as the server sees it. */
  get nowMs(): number {
    return this.#time.nowMs;
  }

  /** Lets the server's clock run. */
  pass(ms: number): void {
    this.#time.nowMs += ms;
  }

  /** The connection of a person, the same every time. */
  as(who: string): Database {
    const known = this.#connections.get(who);
    if (known !== undefined) return known;
    const made = this.tab(who);
    this.#connections.set(who, made);
    return made;
  }

  /** One more connection of a person, as another tab of the browser has. */
  tab(who: string): Database {
    const context =
      who === nobody
        ? this.#environment.unauthenticatedContext()
        : this.#environment.authenticatedContext(who, claimsOf(who));
    // The modular functions take the older object that the test kit hands out.
    return context.database() as unknown as Database;
  }

  /**
   * A person's update without the SDK, which would not send everything: keys are full paths, and the text is exactly
   * what is sent.
   */
  async send(who: string, json: string): Promise<void> {
    const authorization = `Bearer ${tokenOf(who)}`;
    await this.#request('', { method: 'PATCH', body: json, headers: { authorization } });
  }

  /**
   * Whether the rules let a person make this update; if they do, it is made. Asks inside the process, for questions
   * by the thousand. An update that is not even data, whatever the rules, is not permitted either. The test insists on the
   * answer; else it `tries`.
   */
  permits(who: string, updates: Readonly<Record<string, unknown>>): boolean {
    const auth = { uid: who, token: claimsOf(who) };
    return this.#database().update({ kind: 'ruled', auth }, [], updates).ok;
  }

  /**
   * The same, where the answer may be either, or the question is drawn by lot: what rules are asked like this counts for nothing
   * when it is measured how well they are tested.
   */
  tries(who: string, updates: Readonly<Record<string, unknown>>): boolean {
    this.#isInsistent = false;
    try {
      return this.permits(who, updates);
    } finally {
      this.#isInsistent = true;
    }
  }

  /** Writes past the rules, inside the process. */
  write(path: string, value: unknown): void {
    const written = this.#database().set({ kind: 'admin' }, path === '' ? [] : path.split('/'), value);
    if (!written.ok) throw new Error(written.message);
  }

  /** Reads past the rules. */
  read(path: string): Promise<unknown> {
    return this.#request(path, { headers: { authorization: 'Bearer owner' } });
  }

  /** Why the last refused request was refused. */
  lastDenial(): string {
    return this.#database().denials.entries().at(-1)?.explanation.summary ?? 'no request was refused';
  }

  #database() {
    const database = databasesOf(this.#emulator).open(projectId);
    if ('problem' in database) throw new Error(database.problem);
    return database;
  }

  async #request(path: string, init: RequestInit): Promise<unknown> {
    const { host, port } = this.#emulator;
    const response = await fetch(`http://${host}:${port}/${path}.json?ns=${projectId}`, init);
    if (!response.ok) throw new Error(await response.text());
    return response.json();
  }
}

/** What an identity token says of how and when somebody signed in. */
const claimsOf = (who: string) => ({
  auth_time: sessionBeganMs / 1000,
  firebase: {
    sign_in_provider: guests.includes(who) ? ('anonymous' as const) : ('custom' as const),
    identities: {},
  },
});

/** Unsigned, as emulators take them. */
const tokenOf = (who: string): string =>
  [{ alg: 'none' }, { sub: who, user_id: who, iat: 0, exp: 3600, ...claimsOf(who) }]
    .map((part) => `${Buffer.from(JSON.stringify(part)).toString('base64url')}.`)
    .join('');

/** Leaves what this file of tests proves of the rules where the whole run is summed up. */
const report = (of: Recording, testFile: string): void => {
  const folder = resultsFolder();
  if (folder === undefined) return;
  if (of.unlike.length > 0)
    throw new Error(`Asked once more, the rules come to something else for ${of.unlike.length} requests.`);
  const known = new Set(resultsIn(folder).flatMap(({ killed }) => killed));
  const wanted = mutantsAskedFor(folder).filter(({ id }) => !known.has(id));
  writeResult(folder, {
    testFile: relative(root, testFile),
    outcomes: of.outcomes(),
    killed: killedBy(of, wanted),
  });
};

/** Seconds at most, but for mutants by the thousand on a busy machine. */
const reportTimeoutMs = 300_000;

/** A world for all tests of a file, as it was in the beginning before each. */
export const worldOfThisFile = (): (() => World) => {
  let world: World | undefined;
  const opened = (): World => {
    if (world === undefined) throw new Error('The world is there during tests only.');
    return world;
  };
  beforeAll(async () => {
    world = await World.open();
  });
  beforeEach(() => opened().reset());
  afterAll(async () => {
    await world?.close();
    if (recording !== undefined) report(recording, expect.getState().testPath ?? '');
  }, reportTimeoutMs);
  return opened;
};
