import type { UserId } from '@causerie/contract';
import { actingAs } from './actingAs.ts';
import { deleteBrowserStore, openBrowserStore, type BrowserStore } from './browserStore.ts';
import { isRow, keptTextMax, surplus, type KeptRow } from './keptRows.ts';

/**
 * What this browser keeps of the database for one person, so that a page can show it before the server has answered, or without
 * one. Each person has a store of their own; it is gone when they are. All of it is read once, into memory: what a page shows
 * first must not wait.
 */
const tables = ['kept', 'outbox'] as const;

const prefix = 'causerie.of.';
const storeOf = (uid: UserId): string => `${prefix}${uid}`;

let owner: UserId | undefined;
let store: BrowserStore | undefined;
const rows = new Map<string, KeptRow>();

/** What is to be kept, read only when the time has come. */
const dirty = new Map<string, (() => unknown) | undefined>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Nothing is kept while something is on its way: until the server has agreed, the page shows what may be taken back. */
let underWay = 0;

/** Long enough for a burst to become one batch. */
const pauseMs = 800;

/** What did not change is written once a day all the same, so that it counts as used. */
const dayMs = 86_400_000;

/** Changes the owner of what is kept. Everybody else's is deleted. Never rejects: without a store nothing is kept. */
export const keepFor = async (uid: UserId | undefined): Promise<void> => {
  if (uid !== undefined && uid === owner) return;
  owner = uid;
  store?.close();
  store = undefined;
  rows.clear();
  dirty.clear();
  // Whoever acts as somebody else keeps what is their own, and leaves nothing behind of the other.
  if (import.meta.env.DEV && actingAs() !== undefined) return;
  void deleteAllBut(uid);
  if (uid === undefined) return;
  try {
    const opened = await openBrowserStore(storeOf(uid), tables);
    const found = await opened.readAll('kept');
    // Somebody else may have come meanwhile.
    if (owner !== uid) return opened.close();
    store = opened;
    for (const [address, row] of found) if (isRow(row)) rows.set(address, row);
  } catch (error) {
    console.warn('Nothing will be kept in this browser:', error);
  }
};

/** The store of the person it is kept for, for what else must outlive a page. */
export const personsStore = (uid: UserId): BrowserStore | undefined => (uid === owner ? store : undefined);

/** What was kept under an address; `undefined` when nothing was. */
export const keptAt = (address: string): unknown => {
  const row = rows.get(address);
  if (row === undefined) return undefined;
  try {
    return JSON.parse(row.text) as unknown;
  } catch {
    return undefined;
  }
};

/** Keeps a value, soon; it is asked for when it is written. */
export const keepAt = (address: string, value: () => unknown): void => schedule(address, value);

export const forgetAt = (address: string): void => {
  rows.delete(address);
  schedule(address, undefined);
};

/** Tells that a write is on its way; returns how to tell that it was answered. */
export const writeUnderWay = (): (() => void) => {
  underWay += 1;
  return () => {
    underWay -= 1;
  };
};

const schedule = (address: string, value: (() => unknown) | undefined): void => {
  dirty.set(address, value);
  timer ??= setTimeout(flush, pauseMs);
};

const flush = (): void => {
  timer = undefined;
  if (dirty.size === 0) return;
  if (underWay > 0) {
    timer = setTimeout(flush, pauseMs);
    return;
  }
  const batch = new Map<string, unknown>();
  for (const [address, value] of dirty) {
    const text = value === undefined ? undefined : JSON.stringify(value());
    if (text === undefined || text.length > keptTextMax) {
      rows.delete(address);
      batch.set(address, undefined);
      continue;
    }
    const before = rows.get(address);
    if (before?.text !== text || Date.now() - before.usedAtMs > dayMs) {
      const row = { text, usedAtMs: Date.now() };
      rows.set(address, row);
      batch.set(address, row);
    }
  }
  dirty.clear();
  for (const address of surplus(rows, isRoom)) {
    rows.delete(address);
    batch.set(address, undefined);
  }
  // A disk that is full costs what is kept, and nothing else.
  store?.write('kept', batch).catch(() => undefined);
};

const isRoom = (address: string): boolean => address.startsWith('messages/');

/** A tab that was closed before it could, and a sign-out in another one, leave nothing behind either. */
const deleteAllBut = async (uid: UserId | undefined): Promise<void> => {
  const kept = uid === undefined ? undefined : storeOf(uid);
  try {
    const names = (await indexedDB.databases()).flatMap(({ name }) => name ?? []);
    const others = names.filter((name) => name.startsWith(prefix) && name !== kept);
    await Promise.all(others.map(deleteBrowserStore));
  } catch {
    // A browser that cannot list them, or keeps none.
  }
};

// What was seen last is what comes back first.
if (typeof document !== 'undefined') {
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') flush();
  });
}
