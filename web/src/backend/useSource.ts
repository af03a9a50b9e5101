import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { valueAt } from './live.ts';
import type { Reading, Source } from './source.ts';

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
  useSource(useMemo(() => manyValues(paths), [paths]));

const manyValues = (paths: readonly string[]): Source<ReadonlyMap<string, Reading<unknown>>> => {
  const read = (): ReadonlyMap<string, Reading<unknown>> =>
    new Map(paths.map((path) => [path, valueAt(path).current()]));
  let current = read();
  return {
    current: () => current,
    subscribe: (listener) => {
      const stops = paths.map((path) =>
        valueAt(path).subscribe(() => {
          current = read();
          listener();
        }),
      );
      // What arrived between the first reading and the subscription.
      const now = read();
      if (paths.some((path) => now.get(path) !== current.get(path))) current = now;
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
};
