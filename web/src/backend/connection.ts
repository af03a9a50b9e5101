import { onAuthStateChanged } from 'firebase/auth';
import { goOffline, goOnline, onValue, ref } from 'firebase/database';
import { paths } from '@causerie/contract';
import { backoffMs } from './backoff.ts';
import { monotonicNow } from './clock.ts';
import { firebase } from './firebase.ts';
import { readOnce, retryDenied, valueAt } from './live.ts';
import type { Source } from './source.ts';

/** Whether the database answers. `false` until the first greeting. */
export const connected: Source<boolean> = {
  current: () => {
    const reading = valueAt('.info/connected').current();
    return reading.state === 'ready' && reading.value === true;
  },
  subscribe: (listener) => valueAt('.info/connected').subscribe(listener),
};

/** What is known of the connection. All times are of {@link monotonicNow}: no change of the device's clock touches them. */
export interface LinkFacts {
  /** The device believes that it has a network. */
  readonly isOnline: boolean;
  /** The database has greeted this page, and nothing has ended that. */
  readonly isConnected: boolean;
  /** It has greeted it at least once. */
  readonly wasConnected: boolean;
  /** Since when the two above are what they are. */
  readonly sinceMs: number;
  /** The last time that anything came from the server in answer to this page. */
  readonly heardMs: number | undefined;
  /** An answer has been outstanding for longer than answers take. */
  readonly isLate: boolean;
  /** When the next attempt to connect begins; nothing while one is under way. */
  readonly nextTryMs: number | undefined;
  /** There was an account, and the server takes it for nobody now. */
  readonly isSignedOut: boolean;
  /** The latest round trips of {@link beat}, in milliseconds, oldest first. */
  readonly roundTrips: readonly number[];
}

/** How often a page asks whether the server is still there. The SDK itself notices a dead connection after minutes. */
const beatMs = 20_000;
const hiddenBeatMs = 60_000;
/** An answer that takes longer makes the connection suspect; twice that, and it is made anew. */
const lateAfterMs = 5000;
const giveUpAfterMs = 10_000;
const roundTripsMax = 120;

let facts: LinkFacts = {
  isOnline: true,
  isConnected: false,
  wasConnected: false,
  sinceMs: monotonicNow(),
  heardMs: undefined,
  isLate: false,
  nextTryMs: undefined,
  isSignedOut: false,
  roundTrips: [],
};
const listeners = new Set<() => void>();
let isFollowing = false;

/** How the connection is. */
export const link: Source<LinkFacts> = {
  current: () => facts,
  subscribe: (listener) => {
    follow();
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** Tries to connect at once, ending the pause between two attempts, and an attempt that hangs. */
export const reconnectNow = (): void => {
  goOffline(firebase().database);
  goOnline(firebase().database);
};

const learn = (news: Partial<LinkFacts>): void => {
  const next = { ...facts, ...news };
  const hasChanged = next.isOnline !== facts.isOnline || next.isConnected !== facts.isConnected;
  facts = hasChanged ? { ...next, sinceMs: monotonicNow() } : next;
  for (const listener of listeners) listener();
};

/** Failed attempts in a row. */
let failures = 0;

/** A connection that held for so long was one; what ends sooner counts as a failed attempt. */
const goodAfterMs = 10_000;

/** The page has one connection as long as it lives, so nothing here is ever closed. */
const follow = (): void => {
  if (isFollowing) return;
  isFollowing = true;
  const { auth, database, under } = firebase();

  under?.pauseBy((isAtOnce) => {
    if (facts.isConnected && monotonicNow() - facts.sinceMs > goodAfterMs) failures = 0;
    const pauseMs = isAtOnce ? 0 : backoffMs(failures, Math.random());
    failures += 1;
    learn({ nextTryMs: isAtOnce ? undefined : monotonicNow() + pauseMs });
    return pauseMs;
  });
  onValue(ref(database, '.info/connected'), (snapshot) => {
    const isConnected = snapshot.val() === true;
    if (isConnected)
      learn({ isConnected, wasConnected: true, heardMs: monotonicNow(), nextTryMs: undefined });
    else {
      askedMs = undefined;
      learn({ isConnected, isLate: false });
    }
    if (isConnected) void beat();
  });
  onAuthStateChanged(auth, (user) => {
    // Nobody only if there was somebody.
    learn({ isSignedOut: user === null && hadAccount });
    hadAccount ||= user !== null;
  });

  const look = (): void => {
    learn({ isOnline: navigator.onLine });
    // A page that comes back to the front, or a device that wakes up, must not wait for what was planned before.
    if (document.visibilityState === 'hidden' || !navigator.onLine) return;
    if (facts.isConnected) void beat();
    else reconnectNow();
  };
  learn({ isOnline: navigator.onLine });
  window.addEventListener('online', look);
  window.addEventListener('offline', look);
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) look();
  });
  document.addEventListener('visibilitychange', look);
  setInterval(() => {
    const silentMs = monotonicNow() - (facts.heardMs ?? 0);
    if (silentMs >= (document.visibilityState === 'hidden' ? hiddenBeatMs : beatMs)) void beat();
  }, beatMs / 4);
};

let hadAccount = false;
/** Since when a beat has been without an answer. */
let askedMs: number | undefined;
/** Beats in a row that the server refused. One may have come before a new token. */
let refusals = 0;
const secondBeatMs = 1500;

/** A place that everybody who is signed in may read, and where nothing is: nobody's name consists of this. */
const emptyPlace = paths.name.at({ skeleton: '-' });

/** Asks the server for nothing, and measures how long that takes. */
export const beat = async (): Promise<void> => {
  if (!facts.isConnected || askedMs !== undefined || firebase().auth.currentUser === null) return;
  const beganMs = monotonicNow();
  askedMs = beganMs;
  const isStill = (): boolean => askedMs === beganMs;
  const impatience = [
    setTimeout(() => isStill() && learn({ isLate: true }), lateAfterMs),
    setTimeout(() => isStill() && reconnectNow(), giveUpAfterMs),
  ];
  const isRefused = await readOnce(emptyPlace).then(
    () => false,
    () => true,
  );
  for (const timer of impatience) clearTimeout(timer);
  // The connection it was asked on has ended, and says nothing about the one that is.
  if (!isStill()) return;
  askedMs = undefined;
  // What was refused while the server took this page for nobody.
  if (!isRefused && refusals > 0) retryDenied();
  refusals = isRefused ? refusals + 1 : 0;
  if (refusals === 1) setTimeout(() => void beat(), secondBeatMs);
  const heardMs = monotonicNow();
  learn({
    isLate: false,
    heardMs,
    isSignedOut: refusals > 1,
    roundTrips: [...facts.roundTrips, heardMs - beganMs].slice(-roundTripsMax),
  });
};
