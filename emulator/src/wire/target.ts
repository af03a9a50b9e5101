import type { IncomingMessage } from 'node:http';
import type { Database } from '../engine/database.ts';
import type { Databases } from '../engine/databases.ts';
import { namespaceOf } from '../namespace.ts';
import type { Trust } from '../trust.ts';

/** What a client that connects asks for. */
export interface Target {
  readonly database: Database;
  /** The host it asked for, which it is told to come back to: a bind address may be unreachable for it. */
  readonly host: string;
  /** The session it had before it lost its connection. */
  readonly lastSessionId: string | null;
  /** Why it may not sign in as the owner, if so. */
  readonly refusalOfOwner: string | undefined;
}

/** Why a client cannot connect, as an HTTP answer. */
export interface Refusal {
  readonly status: 400 | 404 | 405 | 426 | 503;
  readonly refusal: string;
}

export const targetOf = (
  request: IncomingMessage,
  parameters: URLSearchParams,
  { databases, trust }: { readonly databases: Databases; readonly trust: Trust },
): Target | Refusal => {
  const host = request.headers.host;
  const namespace = namespaceOf(parameters.get('ns'), host);
  if (typeof namespace !== 'string') return { status: 400, refusal: namespace.problem };
  const database = databases.open(namespace);
  if ('problem' in database) return { status: 503, refusal: database.problem };
  return {
    database,
    host: host ?? 'localhost',
    lastSessionId: parameters.get('ls'),
    refusalOfOwner: isSocketOfNoPage(request)
      ? undefined
      : trust.refusalOfOwner({ method: request.method ?? 'GET', headers: request.headers }),
  };
};

/**
 * A browser never opens a WebSocket without saying for which page. So this is a tool, whatever name it calls the server by,
 * such as `host.docker.internal` from inside a container.
 */
const isSocketOfNoPage = ({ headers }: IncomingMessage): boolean =>
  headers.upgrade?.toLowerCase() === 'websocket' && headers.origin === undefined;

/** The URL of a request, or nothing when it has none that can be read. */
export const urlOf = (request: IncomingMessage): URL | undefined => {
  try {
    return new URL(request.url ?? '', 'http://localhost');
  } catch {
    return undefined;
  }
};
