import type { Identity } from '../auth/identity.ts';
import type { Database, Listener } from '../engine/database.ts';
import { formatPath } from '../tree/path.ts';
import { wireQuery } from '../tree/query.ts';
import type { Client } from '../wire/sessions.ts';
import type { Connection, ConnectionsAnswer } from './answers.ts';

/** What a table can show, and a person look through. */
const shown = { connections: 200, listens: 50, identityCharacters: 2_000 };

/** Who is connected to a database and what each listens to: clients of the wire, and streams of events over REST. */
export const connectionsOf = (database: Database, clients: Iterable<Client>): ConnectionsAnswer => {
  const connections: Connection[] = [];
  let total = 0;
  const add = (make: () => Connection): void => {
    total++;
    if (connections.length < shown.connections) connections.push(make());
  };
  for (const { session, carrier, sinceMs } of clients) {
    if (session.database !== database) continue;
    add(() => ({
      id: session.id,
      transport: carrier.transport,
      sinceMs,
      sentBytes: carrier.sentBytes,
      queuedBytes: carrier.queuedBytes,
      ...about(database, session),
    }));
  }
  for (const listener of database.listeners()) {
    if (listener.via !== 'rest') continue;
    const id = `stream-${numberOf(listener)}`;
    add(() => ({
      id,
      transport: 'eventStream',
      sinceMs: null,
      sentBytes: null,
      queuedBytes: null,
      ...about(database, listener),
    }));
  }
  return { total, connections };
};

const about = (
  database: Database,
  listener: Listener,
): Pick<Connection, 'identity' | 'listenCount' | 'listens'> => {
  const listens: Connection['listens'][number][] = [];
  let listenCount = 0;
  for (const { path, query } of database.listensOf(listener)) {
    if (++listenCount > shown.listens) continue;
    listens.push({ path: `/${formatPath(path)}`, query: wireQuery(query) });
  }
  return { identity: shownIdentity(listener.identity()), listenCount, listens };
};

/** A token can be as large as whoever made it likes. */
const shownIdentity = (identity: Identity): Connection['identity'] => {
  if (identity.kind === 'admin') return 'admin';
  const text = JSON.stringify(identity.auth);
  return text.length <= shown.identityCharacters
    ? identity.auth
    : `${text.slice(0, shown.identityCharacters)}…`;
};

const numbers = new WeakMap<Listener, number>();
let numbersGiven = 0;

const numberOf = (listener: Listener): number => {
  let number = numbers.get(listener);
  if (number === undefined) numbers.set(listener, (number = ++numbersGiven));
  return number;
};
