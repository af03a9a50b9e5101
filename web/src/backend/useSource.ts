import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { Entry } from './entries.ts';
import { listAt, valueAt } from './live.ts';
import type { LiveSource, Reading, Source } from './source.ts';

export const useSource = <T>(source: Source<T>): T => {
  const subscribe = useCallback(
    (listener: () => void) => {
      const stop = source.subscribe(listener);
      // Subscribing may have changed what there is, and Preact compares only before it.
      listener();
      return stop;
    },
    [source],
  );
  return useSyncExternalStore(subscribe, source.current);
};

/** Reads many places at once; the map is a new one when any of them changes. `paths` must keep its identity while it says the same. */
export const useValuesAt = (paths: readonly string[]): ReadonlyMap<string, Reading<unknown>> =>
  useSource(useMemo(() => together(paths, valueAt), [paths]));

/** The same of single children of a list, by key: for those who may read the list, and not its children one by one. */
export const useChildrenAt = (
  path: string,
  keys: readonly string[],
): ReadonlyMap<string, Reading<readonly Entry[]>> =>
  useSource(
    useMemo(() => together(keys, (key) => listAt(path, { first: 1, by: 'key', only: key })), [path, keys]),
  );

const together = <T>(
  names: readonly string[],
  at: (name: string) => LiveSource<T>,
): Source<ReadonlyMap<string, Reading<T>>> => {
  const read = (): ReadonlyMap<string, Reading<T>> =>
    new Map(names.map((name) => [name, at(name).current()]));
  let current = read();
  return {
    current: () => current,
    subscribe: (listener) => {
      const stops = names.map((name) =>
        at(name).subscribe(() => {
          current = read();
          listener();
        }),
      );
      // What arrived between the first reading and the subscription.
      const now = read();
      if (names.some((name) => now.get(name) !== current.get(name))) current = now;
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
};
