import { join, sep } from 'node:path';
import type { ViteDevServer } from 'vite';
import { root } from './root.ts';

/** Editors save in several steps; one save should be one change. */
const quietMs = 150;

/**
 * Calls back after a change in one of the folders, never twice at once: a change that comes while the callback still
 * works is followed by one more call.
 *
 * @param watcher Vite's: it follows files that editors replace, which Node's own on Linux loses sight of
 * @returns what ends the watch
 */
export const watchSources = (
  watcher: ViteDevServer['watcher'],
  folders: readonly string[],
  onChange: () => Promise<void>,
): (() => void) => {
  const watched = folders.map((folder) => join(root, folder));
  let timer: NodeJS.Timeout | undefined;
  let isWorking = false;
  let isWanted = false;

  const work = async (): Promise<void> => {
    isWanted = true;
    if (isWorking) return;
    isWorking = true;
    while (isWanted) {
      isWanted = false;
      await onChange();
    }
    isWorking = false;
  };

  const onEvent = (_event: string, file: string): void => {
    if (!watched.some((folder) => file.startsWith(folder + sep))) return;
    clearTimeout(timer);
    timer = setTimeout(() => void work(), quietMs);
  };
  watcher.add(watched);
  watcher.on('all', onEvent);
  return () => {
    clearTimeout(timer);
    watcher.off('all', onEvent);
  };
};
