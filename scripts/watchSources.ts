import { watch } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

/** Editors save in several steps; one save should be one change. */
const quietMs = 150;

/**
 * Calls back after a change in one of the folders, never twice at once: a change that comes while the callback
 * still works is followed by one more call.
 *
 * @returns what ends the watch
 */
export const watchSources = (folders: readonly string[], onChange: () => Promise<void>): (() => void) => {
  let timer: NodeJS.Timeout | undefined;
  let isWorking = false;
  let isWanted = false;

  const work = async (): Promise<void> => {
    if (isWorking) {
      isWanted = true;
      return;
    }
    isWorking = true;
    do {
      isWanted = false;
      await onChange();
    } while (isWanted);
    isWorking = false;
  };

  const watchers = folders.map((folder) =>
    watch(join(root, folder), { recursive: true, persistent: false }, () => {
      clearTimeout(timer);
      timer = setTimeout(() => void work(), quietMs);
    }),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
};
