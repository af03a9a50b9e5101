import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Clock, systemClock } from './clock.ts';
import { Databases } from './engine/databases.ts';
import { Journal } from './journal/journal.ts';
import { defaultLimits, type EmulatorLimits } from './limits.ts';
import { restListener } from './rest/server.ts';
import { serveWire } from './wire/server.ts';

export interface EmulatorOptions {
  /** The address to listen on. Anything but a loopback address gives the whole network the owner's rights. */
  readonly host?: string;
  /** 0 takes a free one. */
  readonly port?: number;
  /** Where function triggers are delivered. Without it they are registered and nothing else. */
  readonly functionsEmulator?: { readonly host: string; readonly port: number };
  readonly clock?: Clock;
  readonly limits?: Partial<EmulatorLimits>;
  /** A file that keeps what was acknowledged, read back by the next process. Without it the data goes with this one. */
  readonly journal?: string;
  /** Takes one line about what happens, such as why a request was denied. */
  readonly log?: (line: string) => void;
}

export interface Emulator {
  readonly host: string;
  readonly port: number;
  readonly databases: Databases;
  /** Cuts all connections and frees the port. The data goes with the process, but for what a journal keeps. */
  close(): Promise<void>;
}

const defaultHost = '127.0.0.1';

/**
 * Serves databases over WebSocket and REST on one port. Namespaces come to be when they are first named.
 *
 * @throws (rejects) with the system's error when the address cannot be had, such as `EADDRINUSE`
 */
export const startEmulator = async (options: EmulatorOptions = {}): Promise<Emulator> => {
  const {
    host = defaultHost,
    port = 0,
    functionsEmulator,
    journal: file,
    clock = systemClock,
    log = () => {},
  } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const databases = new Databases({
    clock,
    limits,
    log,
    ...(functionsEmulator === undefined ? {} : { functionsEmulator }),
  });
  // Before the port opens: nobody may see the tree half restored.
  const journal = file === undefined ? undefined : new Journal({ file, databases, log });
  const http = createServer();
  const wire = serveWire(http, { databases, clock, limits, log });
  const rest = restListener({ databases, log });
  http.on('request', (request, response) => {
    if (!wire.answer(request, response)) rest(request, response);
  });

  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => {
      http.off('error', reject);
      resolve();
    });
  });

  return {
    host,
    port: (http.address() as AddressInfo).port,
    databases,
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        wire.close();
        http.closeAllConnections();
        databases.close();
        journal?.close();
      }),
  };
};
