import { randomBytes } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '../clock.ts';
import type { Databases } from '../engine/databases.ts';
import type { EmulatorLimits } from '../limits.ts';
import { namespaceOf } from '../namespace.ts';
import { cutFrames, FrameJoiner } from './frames.ts';
import { Session } from './session.ts';

export interface WireOptions {
  readonly databases: Databases;
  readonly clock: Clock;
  readonly limits: EmulatorLimits;
  readonly log: (line: string) => void;
}

export interface Wire {
  /** Cuts off every client that has been silent since the last call, and asks the others to answer before the next. */
  checkClients(): void;
  /** Cuts every connection at once. What clients left for their disconnection is not written: nobody would see it. */
  close(): void;
}

/** The close code for a client that broke a rule of the server's, here that of reading what it asked for. */
const policyViolation = 1008;

/** How long a client that is being thrown out has to take the reason. */
const farewellMs = 1000;

/**
 * A laptop that goes to sleep closes nothing, and its presence would stay until the system gives up on the connection,
 * which takes many minutes. The service itself notices within about one.
 */
const checkMs = 45_000;

/** Speaks the database protocol with every WebSocket that asks the HTTP server for `/.ws`. */
export const serveWire = (http: Server, options: WireOptions): Wire => {
  const { databases, clock, limits, log } = options;
  const connections = new Map<string, { readonly session: Session; readonly socket: WebSocket }>();
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: limits.frameBytes,
  });
  /** Who said something, or answered a ping, since the last check. */
  const heardFrom = new WeakSet<WebSocket>();
  const cut = rememberLast(cutFrames);

  const send = (socket: WebSocket, message: string): void => {
    if (socket.readyState !== socket.OPEN) return;
    // One message of any size may wait; the next finds out whether the client reads.
    if (socket.bufferedAmount > limits.outgoingQueueBytes) {
      const reason = `Reads too slowly: ${socket.bufferedAmount} bytes wait, at most ${limits.outgoingQueueBytes} may`;
      log(`Closed a connection. ${reason}.`);
      socket.close(policyViolation, reason);
      setTimeout(() => socket.terminate(), farewellMs).unref();
      return;
    }
    for (const frame of cut(message)) socket.send(frame, { binary: false });
  };

  const begin = (socket: WebSocket, target: Target): void => {
    retire(target);
    const session = new Session({
      id: randomBytes(16).toString('hex'),
      host: target.host,
      database: target.database,
      clock,
      limits,
      send: (message) => send(socket, message),
      log,
    });
    connections.set(session.id, { session, socket });
    const joiner = new FrameJoiner(limits.writeBytesWire);
    heardFrom.add(socket);
    socket.on('pong', () => heardFrom.add(socket));
    socket.on('message', (frame: Buffer, isBinary) => {
      heardFrom.add(socket);
      if (isBinary) return session.refuse('Frames must be text, and this one was binary.');
      const joined = joiner.take(frame);
      if (joined?.kind === 'message') session.receive(joined.text);
      if (joined?.kind === 'tooBig') session.refuseTooBig(joined.start);
    });
    // Broken frames and lost connections both end in `close`, which is where they count.
    socket.on('error', (error) => log(`A connection broke: ${error.message}`));
    socket.on('close', () => {
      connections.delete(session.id);
      session.end();
    });
    session.greet();
  };

  /** A client that lost its connection names it on the next one, often before the server has noticed. */
  const retire = ({ lastSessionId, database }: Target): void => {
    const ghost = lastSessionId === null ? undefined : connections.get(lastSessionId);
    if (ghost?.session.database !== database) return;
    ghost.session.end();
    ghost.socket.terminate();
  };

  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const target = targetOf(request, databases);
    if ('refusal' in target) return refuseUpgrade(socket, target);
    if (connections.size >= limits.connections) {
      return refuseUpgrade(socket, {
        statusLine: '503 Service Unavailable',
        refusal: `${limits.connections} connections are open, and no more may be. Close some.`,
      });
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => begin(webSocket, target));
  });

  const checkClients = (): void => {
    for (const socket of sockets.clients) {
      if (heardFrom.delete(socket)) socket.ping();
      else socket.terminate();
    }
  };
  const checking = setInterval(checkClients, checkMs).unref();

  return {
    checkClients,
    close: () => {
      clearInterval(checking);
      for (const { session, socket } of connections.values()) {
        session.abandon();
        socket.terminate();
      }
    },
  };
};

interface Target {
  readonly host: string;
  readonly database: Session['database'];
  readonly lastSessionId: string | null;
}

interface Refusal {
  readonly statusLine: string;
  readonly refusal: string;
}

const targetOf = (request: IncomingMessage, databases: Databases): Target | Refusal => {
  const url = urlOf(request);
  if (url?.pathname !== '/.ws') {
    return { statusLine: '404 Not Found', refusal: 'WebSockets are served at /.ws and nowhere else.' };
  }
  // A second transport for a session that began by long-polling: refused, the client stays where it is.
  if (url.searchParams.get('s') !== null) {
    return { statusLine: '400 Bad Request', refusal: 'A session cannot change its transport here.' };
  }
  const host = request.headers.host;
  const namespace = namespaceOf(url.searchParams.get('ns'), host);
  if (typeof namespace !== 'string') return { statusLine: '400 Bad Request', refusal: namespace.problem };
  const database = databases.open(namespace);
  if ('problem' in database) return { statusLine: '503 Service Unavailable', refusal: database.problem };
  return { host: host ?? 'localhost', database, lastSessionId: url.searchParams.get('ls') };
};

const urlOf = (request: IncomingMessage): URL | undefined => {
  try {
    return new URL(request.url ?? '', 'http://localhost');
  } catch {
    return undefined;
  }
};

const refuseUpgrade = (socket: Duplex, { statusLine, refusal }: Refusal): void => {
  // Nobody is left to tell when the client goes while it is refused.
  socket.on('error', () => socket.destroy());
  const headers = ['Connection: close', 'Content-Type: text/plain; charset=utf-8'];
  headers.push(`Content-Length: ${Buffer.byteLength(refusal)}`);
  socket.end(`HTTP/1.1 ${statusLine}\r\n${headers.join('\r\n')}\r\n\r\n${refusal}`);
};

/**
 * A commit hands the same text to every listener of one query in a row: it is cut and encoded once for all of them.
 * Forgotten when the commit is over, because a text can be hundreds of megabytes.
 */
const rememberLast = <Result>(make: (text: string) => Result): ((text: string) => Result) => {
  let last: { readonly text: string; readonly result: Result } | undefined;
  return (text) => {
    if (last?.text === text) return last.result;
    const result = make(text);
    if (last === undefined) queueMicrotask(() => (last = undefined));
    last = { text, result };
    return result;
  };
};
