/* oxlint-disable eslint/no-restricted-imports -- What keeps messages safe is the page's; it is driven here against a real server. */
import type { MessageId, RoomId, UserId } from '@causerie/contract';
import { paths } from '@causerie/contract';
import { deleteApp, initializeApp } from 'firebase/app';
import { connectDatabaseEmulator, get, getDatabase, onValue, ref, update } from 'firebase/database';
import type { Entry } from '../../../web/src/backend/entries.ts';
import { listenToRange } from '../../../web/src/backend/listenToRange.ts';
import { newestOf } from '../../../web/src/backend/newest.ts';
import { readTakenSlots, type TakenSlots } from '../../../web/src/backend/ring.ts';
import type { Source } from '../../../web/src/backend/source.ts';
import { reachUnder } from '../../../web/src/backend/underSdk.ts';
import { nextMessageId } from '../../../web/src/features/messages/nextMessageId.ts';
import {
  createOutbox,
  type OutboxEntry,
  type OutboxNews,
  type OutboxPorts,
} from '../../../web/src/features/messages/outbox.ts';
import { planMessage } from '../../../web/src/features/messages/planMessage.ts';
import { whyDenied } from '../../../web/src/features/messages/whyDenied.ts';
import { namespace } from '../stage.ts';
import { TokenSource } from '../tokenSource.ts';
import { type MortalServer, serverNow } from './server.ts';

let apps = 0;

const beatMs = 100;

/** A value that can be watched. */
const cell = <T>(first: T): Source<T> & { readonly set: (value: T) => void } => {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    current: () => value,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set: (next) => {
      value = next;
      for (const listener of listeners) listener();
    },
  };
};

/** What the tabs of one browser share: a disk, a channel and a lock. Everything else in a tab is the page's own, and the SDK's. */
export class BrowserProfile {
  readonly #server: MortalServer;
  readonly #uid: UserId;
  readonly #roomId: RoomId;
  readonly #shelf = new Map<MessageId, OutboxEntry>();
  readonly #ears = new Set<(news: OutboxNews) => void>();
  #line: readonly { readonly changed: (isLeader: boolean) => void }[] = [];
  #keptMessages: readonly Entry[] = [];
  #isSignedIn = true;
  /** What the clock of the device shows more than it should. */
  clockErrorMs = 0;

  constructor(server: MortalServer, uid: UserId, roomId: RoomId) {
    this.#server = server;
    this.#uid = uid;
    this.#roomId = roomId;
  }

  get waiting(): number {
    return this.#shelf.size;
  }

  signIn(isSignedIn: boolean): void {
    this.#isSignedIn = isSignedIn;
  }

  async openTab() {
    const uid = this.#uid;
    const { wire, cut, mend } = await this.#server.cable();
    const app = initializeApp(
      { projectId: namespace, databaseURL: `https://${namespace}.firebaseio.com` },
      `chaos-${(apps += 1)}`,
    );
    const tokens = new TokenSource(app);
    const signIn = (): void =>
      tokens.signIn(uid, { auth_time: 0, firebase: { sign_in_provider: 'password' } });
    if (this.#isSignedIn) signIn();
    const database = getDatabase(app);
    connectDatabaseEmulator(database, '127.0.0.1', wire.port);
    const under = reachUnder(database);
    if (under === undefined) throw new Error('The SDK is built differently now; see underSdk.ts.');
    under.pauseBy(() => 50);

    let isDead = false;
    let isInFront = true;
    const connected = cell(false);
    const taken = cell<TakenSlots | undefined>(undefined);
    /** What was refused is asked for again, as the page does with each connection and each session. */
    const refused = new Set<() => void>();
    const retryRefused = (): void => {
      const again = [...refused];
      refused.clear();
      for (const ask of again) ask();
    };
    const followSlots = (): void => {
      onValue(
        ref(database, paths.messageSlots.at({ uid })),
        (snapshot) => taken.set(readTakenSlots(snapshot.val())),
        () => {
          taken.set(undefined);
          refused.add(followSlots);
        },
      );
    };
    followSlots();

    let own: ((news: OutboxNews) => void) | undefined;
    const ports: OutboxPorts = {
      newId: (after) => nextMessageId(Date.now() + this.clockErrorMs, after),
      put: async (entry, slot) => {
        try {
          await update(ref(database), Object.fromEntries(planMessage(uid, entry, slot, false)));
          return 'stored';
        } catch {
          return 'denied';
        }
      },
      whyDenied: (entry) =>
        whyDenied(uid, entry, serverNow(), async (path) => {
          try {
            return { value: (await get(ref(database, path))).val() as unknown };
          } catch {
            return connected.current() ? 'refused' : 'unreachable';
          }
        }),
      takenSlots: taken,
      turnIn: () => cell('any' as const),
      connected,
      nowMs: serverNow,
      shelf: {
        restore: async () => [...this.#shelf.values()],
        put: (entry) => {
          if (!isDead) this.#shelf.set(entry.id, { ...entry, standing: { state: 'waiting' } });
        },
        remove: (id) => {
          if (!isDead) this.#shelf.delete(id);
        },
      },
      tell: (news) => {
        if (isDead) return;
        for (const ear of this.#ears) if (ear !== own) ear(news);
      },
      hear: (listener) => {
        own = listener;
        this.#ears.add(listener);
        return () => this.#ears.delete(listener);
      },
      lead: (changed) => {
        const place = { changed };
        this.#queue([...this.#line, place]);
        return {
          claim: () => this.#queue([place, ...this.#line.filter((other) => other !== place)]),
          leave: () => this.#queue(this.#line.filter((other) => other !== place)),
        };
      },
      isInFront: () => isInFront,
    };
    const outbox = createOutbox(ports);
    const stopOutbox = outbox.start();

    let shown: readonly Entry[] = [];
    let stopReading: (() => void) | undefined;
    const read = (): void => {
      stopReading = newestOf({
        ask: (...asked) =>
          listenToRange({ database, under }, paths.messages.at({ roomId: this.#roomId }), ...asked),
        first: 50,
        followedMax: 300,
        kept: this.#keptMessages,
        found: (entries) => {
          shown = entries;
        },
        denied: () => void refused.add(read),
      });
    };
    read();
    onValue(ref(database, '.info/connected'), (snapshot) => {
      connected.set(snapshot.val() === true);
      if (!connected.current()) return;
      // The SDK forgets a token that comes while it is asking for one.
      if (this.#isSignedIn) signIn();
    });
    // As a page does when the server knows it again; see `beat` in connection.ts.
    const beat = setInterval(() => {
      if (this.#isSignedIn && connected.current()) retryRefused();
    }, beatMs);

    const end = async (): Promise<void> => {
      clearInterval(beat);
      stopOutbox();
      stopReading?.();
      await deleteApp(app);
      await wire.close();
    };
    return {
      outbox,
      say: (text: string) => outbox.send(this.#roomId, text),
      cut,
      mend,
      /** Whatever the server answers gets lost from now on. */
      deafen: () => wire.deafen(),
      /** Nobody but this page notices that the connection has ended. */
      cutUnnoticed: () => wire.cutUnnoticed(),
      show: (isShown: boolean) => {
        isInFront = isShown;
      },
      revoke: () => tokens.signOut(),
      restoreSession: () => {
        signIn();
        retryRefused();
      },
      /** What the list of the room holds. */
      shown: () => shown,
      /** What would be kept for the next page; not what is on its way. */
      keep: () => {
        if (outbox.current().length === 0) this.#keptMessages = shown;
      },
      close: end,
      crash: async () => {
        isDead = true;
        await end();
      },
    };
  }

  #queue(next: readonly { readonly changed: (isLeader: boolean) => void }[]): void {
    const before = this.#line[0];
    this.#line = next;
    if (before === next[0]) return;
    before?.changed(false);
    next[0]?.changed(true);
  }
}

export type Tab = Awaited<ReturnType<BrowserProfile['openTab']>>;
