import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Clock, systemClock } from './clock.ts';
import { rememberDatabases } from './databasesOf.ts';
import { Databases } from './engine/databases.ts';
import { openDataDirectory } from './journal/dataDirectory.ts';
import { serveInspector } from './inspect/inspector.ts';
import { defaultLimits, type EmulatorLimits } from './limits.ts';
import { RequestMeter } from './metrics/requestMeter.ts';
import { type Owner, ownerOf } from './owner.ts';
import { restListener } from './rest/server.ts';
import { trustOf } from './trust.ts';
import { serveWire } from './wire/server.ts';

export interface EmulatorOptions {
  /** The address to listen on. Anything but a loopback address gives the whole network the owner's rights. */
  readonly host?: string;
  /** 0 takes a free one. */
  readonly port?: number;
  /**
   * Rules that every database begins with: the text of a rules file, or `{ rules: … }` as an object. Without them
   * a database is open to everybody until it gets some.
   */
  readonly rules?: string | object;
  /** Where function triggers are delivered. Without it they are registered and nothing else. */
  readonly functionsEmulator?: { readonly host: string; readonly port: number };
  /**
   * Whether a user's token ends when it says so, as it does in the cloud: the client is told, and asks for a new one.
   * Without it tokens last for ever. Mock tokens always do.
   */
  readonly enforceTokenExpiry?: boolean;
  /**
   * Origins, such as `http://desk.example:5173`, whose pages may act as the owner and use the inspector, besides those
   * on this machine. Their host names are taken for names of this machine.
   */
  readonly allowedOrigins?: readonly string[];
  readonly clock?: Clock;
  readonly limits?: Partial<EmulatorLimits>;
  /**
   * A directory that keeps data, rules and registered functions, for the next process to begin with. Without it they
   * go with this one. Of what was acknowledged nothing is lost when the process is killed.
   */
  readonly data?: string;
  /** Says so in the log when clients name databases of more than one project. Refuses none. */
  readonly singleProjectMode?: boolean;
  /** Takes one line about what happens, such as why a request was denied. */
  readonly log?: (line: string) => void;
}

export interface Emulator extends Owner, AsyncDisposable {
  readonly host: string;
  readonly port: number;
  /** Where clients on this machine find it, such as `http://127.0.0.1:9000`. */
  readonly url: string;
  /** Cuts all connections and frees the port. The data goes with the process, but for what a data directory keeps. */
  close(): Promise<void>;
}

const defaultHost = '127.0.0.1';

/** Clients reuse connections, and one that is closed just as it is reused looks like a failed request. */
const idleMs = 75_000;

/**
 * Serves databases over WebSocket and REST on one port. Namespaces come to be when they are first named.
 *
 * @throws (rejects) with the system's error when the address cannot be had, such as `EADDRINUSE`, with a `RulesError` when
 *   something is wrong with the rules, and with a `DataDirectoryError` when `data` cannot be used
 */
export const startEmulator = async (options: EmulatorOptions = {}): Promise<Emulator> => {
  const {
    host = defaultHost,
    port = 0,
    functionsEmulator,
    allowedOrigins = [],
    data,
    clock = systemClock,
    enforceTokenExpiry = false,
    singleProjectMode = false,
    log = () => {},
  } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const trust = trustOf({ host, allowedOrigins });
  const databases = new Databases({
    clock,
    limits,
    log,
    enforceTokenExpiry,
    singleProjectMode,
    ...(functionsEmulator === undefined ? {} : { functionsEmulator }),
  });
  // Before the port opens: nobody may see the tree half restored.
  const directory = data === undefined ? undefined : openDataDirectory({ directory: data, databases, log });
  const owner = ownerOf(databases);
  const http = createServer({ keepAliveTimeout: idleMs });
  const meter = new RequestMeter();
  const wire = serveWire(http, { databases, clock, limits, trust, meter, log });
  const inspector = serveInspector({ databases, wire, meter, trust, clock, log });
  const rest = restListener({ databases, log });
  http.on('request', (request, response) => {
    if (!wire.answer(request, response) && !inspector.answer(request, response)) rest(request, response);
  });

  let closed: Promise<void> | undefined;
  const close = (): Promise<void> =>
    (closed ??= new Promise<void>((resolve) => {
      http.close(() => resolve());
      wire.close();
      inspector.close();
      http.closeAllConnections();
      databases.close();
    }).then(() => directory?.close()));
  try {
    if (options.rules !== undefined) await owner.setRules(options.rules);
    await new Promise<void>((resolve, reject) => {
      http.once('error', reject);
      http.listen({ port, host, backlog: waitingConnections }, () => {
        http.off('error', reject);
        resolve();
      });
    });
  } catch (error) {
    await close();
    throw error;
  }

  const { port: portTaken } = http.address() as AddressInfo;
  const emulator: Emulator = {
    ...owner,
    host,
    port: portTaken,
    url: `http://${nameOf(host)}:${portTaken}`,
    close,
    [Symbol.asyncDispose]: close,
  };
  rememberDatabases(emulator, databases);
  return emulator;
};

/**
 * Connections that the system keeps for us until we take them. Those beyond it come again after a second: with Node's own 511, a
 * thousand clients that come back at once, as they do after a restart, would wait for that. The system may allow fewer.
 */
const waitingConnections = 4096;

/** Who listens on every address is found on this machine's own; an IPv6 address stands in brackets in a URL. */
const nameOf = (host: string): string => {
  if (host === '0.0.0.0' || host === '') return defaultHost;
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
};
