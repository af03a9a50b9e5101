/* oxlint-disable eslint/no-underscore-dangle -- the SDK names its inner parts so */
import type { Database } from 'firebase/database';

/**
 * The one file that reaches under the SDK's public surface, for two things it does inside and offers nobody.
 *
 * **A listen that begins with what is known.** After a lost connection the SDK sends the hash of what it holds with each listen,
 * and a server that holds the same answers with "ok" and no data. The SDK forgets all of it with the page; given back what this
 * browser kept, it goes on as after any lost connection.
 *
 * **The pause before the next attempt.** The SDK chooses it, tells nobody, and sleeps up to five minutes in a hidden tab.
 *
 * A later SDK may call these parts otherwise. The page then loads everything anew and waits as the SDK likes, and nothing else
 * changes; `test/protocol/underSdk.spec.ts` says so before anybody else does.
 */
interface Connection {
  listen: (query: ListenedQuery, ...rest: readonly [hash: unknown, tag: unknown, done: unknown]) => void;
  readonly onDataUpdate_: (path: string, data: unknown, isMerge: boolean, tag: unknown) => void;
  scheduleConnect_: (delayMs: number) => void;
}

interface ListenedQuery {
  readonly _path: { readonly toString: () => string };
}

export interface UnderSdk {
  /**
   * Runs `listen`, which calls `onValue` once. If that is the first listener of its query, it is told `kept` at once, and the
   * server is asked only whether that still holds. `kept` is everything the query gave, as `snapshot.val()` would.
   */
  readonly beginningWith: <T>(kept: unknown, listen: () => T) => T;
  /** Has the SDK wait as long as `pauseMs` says before its next attempt to connect, unless it would make it at once. */
  readonly pauseBy: (pauseMs: (isAtOnce: boolean) => number) => void;
}

/** `undefined` when this SDK is built differently. To be called after the emulator was chosen and before anything is read. */
export const reachUnder = (database: Database): UnderSdk | undefined => {
  const { _repo: repo } = database as unknown as {
    readonly _repo?: { readonly server_?: Partial<Connection> };
  };
  const server = repo?.server_;
  if (!isConnection(server)) return undefined;
  const { listen, scheduleConnect_: schedule } = server;

  let begin: { readonly kept: unknown } | undefined;
  server.listen = (query, hash, tag, done) => {
    const kept = begin?.kept;
    begin = undefined;
    // Before the listen: it computes the hash of what is there by then.
    if (kept !== undefined) server.onDataUpdate_(query._path.toString(), kept, false, tag);
    listen.call(server, query, hash, tag, done);
  };

  return {
    beginningWith: (kept, run) => {
      begin = { kept };
      try {
        return run();
      } finally {
        begin = undefined;
      }
    },
    pauseBy: (pauseMs) => {
      // No delay: somebody asked, the network is back, or a connection ended that had held for long.
      server.scheduleConnect_ = (delayMs) => {
        const pause = pauseMs(delayMs === 0);
        schedule.call(server, delayMs === 0 ? 0 : pause);
      };
    },
  };
};

const isConnection = (server: Partial<Connection> | undefined): server is Connection =>
  typeof server?.listen === 'function' &&
  typeof server.onDataUpdate_ === 'function' &&
  typeof server.scheduleConnect_ === 'function';
