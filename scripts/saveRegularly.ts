import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Addresses } from './suite.ts';

const everyMs = 10_000;
/** A large tree takes long to save; saving it must not become what the suite mostly does. */
const restFactor = 20;

/** Every file below a folder with its contents, so that two saves can be compared. */
const contentsOf = (folder: string): string =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name))
        .toSorted()
        .map((file) => `${file.slice(folder.length)}\0${readFileSync(file, 'latin1')}`)
        .join('\0')
    : '';

/** Asks the emulator hub, as `firebase emulators:export` does, and takes the result only when it is complete and new. */
const save = async ({ host, ports }: Addresses, data: string): Promise<void> => {
  const saving = `${data}.saving`;
  const response = await fetch(`http://${host}:${ports.hub}/_admin/export`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ path: saving, initiatedBy: 'emulators:export', targets: ['auth', 'database'] }),
  });
  await response.arrayBuffer();
  if (response.ok && contentsOf(saving) !== contentsOf(data)) {
    rmSync(data, { recursive: true, force: true });
    renameSync(saving, data);
  }
  rmSync(saving, { recursive: true, force: true });
};

/**
 * Saves the data now and then, so that little is lost when firebase-tools, which saves at a clean end only, dies.
 *
 * @returns what ends this, after a save that is under way
 */
export const saveRegularly = (addresses: Addresses, data: string): (() => Promise<void>) => {
  const stopped = new AbortController();
  const work = async (): Promise<void> => {
    let pauseMs = everyMs;
    while (!stopped.signal.aborted) {
      try {
        await wait(pauseMs, undefined, { signal: stopped.signal });
        const sinceMs = Date.now();
        await save(addresses, data);
        pauseMs = Math.max(everyMs, (Date.now() - sinceMs) * restFactor);
      } catch {
        // Stopped, or a suite that cannot answer just now. What is saved stays; the next round tries again.
      }
    }
  };
  const ended = work();
  return () => {
    stopped.abort();
    return ended;
  };
};
