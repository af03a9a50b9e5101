import {
  limits,
  message,
  type MessageId,
  paths,
  profile,
  type ReactionEmoji,
  type RoomId,
} from '@causerie/contract';
import { type FirebaseApp, deleteApp, initializeApp } from 'firebase/app';
import {
  connectAuthEmulator,
  initializeAuth,
  inMemoryPersistence,
  signInWithCustomToken,
} from 'firebase/auth';
import {
  connectDatabaseEmulator,
  type Database,
  get,
  getDatabase,
  limitToLast,
  onChildAdded,
  onDisconnect,
  orderByChild,
  push,
  query,
  ref,
  serverTimestamp,
  set,
  startAt,
  update,
} from 'firebase/database';
import type { Addresses } from '../suite.ts';

export interface Heard {
  readonly id: MessageId;
  readonly uid: string;
  readonly text: string;
}

/** Rings have five slots. Taking them in turn, one act in this time, always finds the next one free. */
const betweenActsMs = 2600;
const typesForMs = 1400;

/** Emulators take tokens that nobody signed. */
const customToken = (uid: string): string =>
  [
    { alg: 'none', typ: 'JWT' },
    {
      aud: 'https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit',
      iat: Math.floor(Date.now() / 1000),
      exp: Math.floor(Date.now() / 1000) + 3600,
      uid,
    },
  ]
    .map((part) => `${Buffer.from(JSON.stringify(part)).toString('base64url')}.`)
    .join('');

/** Somebody who talks by program: a client like any other, held to the same rules. */
export class Companion {
  readonly uid: string;
  readonly #app: FirebaseApp;
  readonly #database: Database;
  readonly #onProblem: (error: unknown) => void;
  #acts: Promise<void> = Promise.resolve();
  #taken = 0;
  #isGone = false;
  #leaving: Promise<void> | undefined;

  private constructor(
    uid: string,
    app: FirebaseApp,
    database: Database,
    onProblem: (error: unknown) => void,
  ) {
    this.uid = uid;
    this.#app = app;
    this.#database = database;
    this.#onProblem = onProblem;
  }

  /** Rejects when the suite does not take the sign-in. `onProblem` hears of what is refused or lost later. */
  static async enter(
    { projectId, namespace, host, ports }: Addresses,
    uid: string,
    onProblem: (error: unknown) => void,
  ): Promise<Companion> {
    const app = initializeApp(
      { projectId, apiKey: 'demo', databaseURL: `https://${namespace}.firebaseio.com` },
      uid,
    );
    const auth = initializeAuth(app, { persistence: inMemoryPersistence });
    connectAuthEmulator(auth, `http://${host}:${ports.auth}`, { disableWarnings: true });
    const database = getDatabase(app);
    connectDatabaseEmulator(database, host, ports.database);
    await signInWithCustomToken(auth, customToken(uid));
    const companion = new Companion(uid, app, database, onProblem);
    await companion.#appear();
    return companion;
  }

  /** Calling it again waits for the same end. */
  leave(): Promise<void> {
    this.#isGone = true;
    return (this.#leaving ??= deleteApp(this.#app));
  }

  async nameOf(uid: string): Promise<string | undefined> {
    return profile.read((await get(ref(this.#database, paths.user.at({ uid })))).val())?.name;
  }

  /** What others say from now on. */
  onMessage(roomId: RoomId, sinceMs: number, heard: (said: Heard) => void): void {
    const recent = query(
      ref(this.#database, paths.messages.at({ roomId })),
      orderByChild('at'),
      startAt(sinceMs),
      limitToLast(limits.messagesShown),
    );
    onChildAdded(
      recent,
      (row) => {
        const said = message.read(row.val());
        if (said !== undefined && said.uid !== this.uid)
          heard({ id: row.key as MessageId, uid: said.uid, text: said.text });
      },
      this.#onProblem,
    );
  }

  /** Types for a moment, and says it. */
  say(roomId: RoomId, text: string, replyTo?: MessageId): void {
    this.#act(async () => {
      await set(ref(this.#database, paths.typingEntry.at({ roomId, uid: this.uid })), {
        at: serverTimestamp(),
        on: true,
      });
      await pause(typesForMs);
      const id = push(ref(this.#database, paths.messages.at({ roomId }))).key;
      const slot = this.#slot();
      await update(ref(this.#database), {
        [`messages/${roomId}/${id}`]: {
          uid: this.uid,
          text,
          at: serverTimestamp(),
          slot,
          ...(replyTo !== undefined && { replyTo }),
        },
        [paths.messageSlot.at({ uid: this.uid, slot })]: { at: serverTimestamp(), key: `${roomId}/${id}` },
      });
    });
  }

  react(roomId: RoomId, messageId: MessageId, emoji: ReactionEmoji): void {
    this.#act(async () => {
      await update(ref(this.#database), {
        [paths.reaction.at({ roomId, messageId, uid: this.uid, emoji })]: serverTimestamp(),
        [paths.reactionSlot.at({ uid: this.uid, slot: this.#slot() })]: {
          at: serverTimestamp(),
          key: `${roomId}/${messageId}/${emoji}`,
        },
      });
    });
  }

  /** Is here, as every page is: a row that its disconnect removes. */
  async #appear(): Promise<void> {
    const row = ref(this.#database, paths.connection.at({ uid: this.uid, slot: 'a' }));
    await onDisconnect(row).remove();
    const beat = (): void => {
      if (this.#isGone) return;
      set(row, { at: serverTimestamp(), id: `companion${this.uid.slice(0, 7)}`.padEnd(16, '0') }).catch(
        this.#onProblem,
      );
      setTimeout(beat, limits.connectionBeatMs).unref();
    };
    beat();
  }

  /** One after another, at a human pace. */
  #act(act: () => Promise<void>): void {
    this.#acts = this.#acts.then(async () => {
      await pause(betweenActsMs);
      if (this.#isGone) return;
      await act().catch(this.#onProblem);
    });
  }

  #slot(): string {
    const { slots } = limits.messageRing;
    this.#taken += 1;
    return slots[this.#taken % slots.length] ?? slots[0];
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());
