/** What a reader knows about a place in the database. */
export type Reading<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  /** The rules refuse the read, or have come to refuse it. Nothing more arrives until {@link Source.retry}. */
  | { readonly state: 'denied' };

/** Something that changes and can be watched; the shape that `useSyncExternalStore` wants. */
export interface Source<T> {
  readonly current: () => T;
  readonly subscribe: (listener: () => void) => () => void;
}

/** A place in the database, listened to once however many readers it has. */
export interface LiveSource<T> extends Source<Reading<T>> {
  /** Listens again after a denial; does nothing in any other state. */
  readonly retry: () => void;
  /** Forgets what was read. Whoever still reads a moment later, or begins to, has it asked for anew. */
  readonly forget: () => void;
}

const loading = { state: 'loading' } as const;

/** Opens a listener; what it returns closes it. */
export type Listen<T> = (onValue: (value: T) => void, onDenied: () => void) => () => void;

/**
 * A value that outlives its readers a little: moving from one screen to another unmounts a reader and mounts the next,
 * and without this pause everything would be fetched again.
 */
export const lingerMs = 10_000;

/** Readers go with the person they read for, once that has been drawn. */
export const askAgainAfterMs = 500;

/**
 * Shares one listener among all readers. `share` may return the previous value, or parts of it, where nothing changed,
 * so that readers can compare by identity. `onIdle` is called when the listener has been closed for want of readers. `kept` is
 * what to show before the listener has said anything.
 */
export const liveSource = <T>(
  listen: Listen<T>,
  share: (previous: T, next: T) => T,
  onIdle: () => void,
  kept?: T,
): LiveSource<T> => {
  let reading: Reading<T> = kept === undefined ? loading : { state: 'ready', value: kept };
  let stop: (() => void) | undefined;
  let lingering: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();

  const become = (next: Reading<T>): void => {
    if (next === reading) return;
    reading = next;
    for (const listener of listeners) listener();
  };

  const start = (): void => {
    stop = listen(
      (value) => {
        if (reading.state !== 'ready') return become({ state: 'ready', value });
        const shared = share(reading.value, value);
        if (shared !== reading.value) become({ state: 'ready', value: shared });
      },
      () => {
        // The SDK has already dropped the listener it tells about.
        stop = undefined;
        become({ state: 'denied' });
      },
    );
  };

  return {
    current: () => reading,
    subscribe: (listener) => {
      clearTimeout(lingering);
      listeners.add(listener);
      if (stop === undefined && reading.state !== 'denied') start();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        lingering = setTimeout(() => {
          stop?.();
          stop = undefined;
          reading = loading;
          onIdle();
        }, lingerMs);
      };
    },
    retry: () => {
      if (reading.state !== 'denied') return;
      become(loading);
      if (listeners.size > 0) start();
    },
    forget: () => {
      stop?.();
      stop = undefined;
      become(loading);
      setTimeout(() => {
        if (listeners.size > 0 && stop === undefined && reading.state === 'loading') start();
      }, askAgainAfterMs);
    },
  };
};
