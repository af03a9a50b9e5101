import { useMemo, useSyncExternalStore } from 'react';
import { valueAt } from './live.ts';
import type { Reading, Source } from './source.ts';

export const useSource = <T>(source: Source<T>): T => useSyncExternalStore(source.subscribe, source.current);

/** Reads many places at once; the map is a new one when any of them changes. `paths` must keep its identity while it says the same. */
export const useValuesAt = (paths: readonly string[]): ReadonlyMap<string, Reading<unknown>> => {
  const source = useMemo(() => manyValues(paths), [paths]);
  return useSyncExternalStore(source.subscribe, source.current);
};

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
      // What arrived between the first reading and the subscription; React compares once more after subscribing.
      current = read();
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
};
