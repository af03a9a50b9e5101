import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { FrameJoiner } from './frames.ts';
import { LongPolling } from './longPolling.ts';
import { parseMessage } from './message.ts';
import type { PolledConnection } from './polledConnection.ts';
import { Sessions, type WireOptions } from './sessions.ts';
import { type Refusal, type Target, targetOf, urlOf } from './target.ts';
import { WebSocketCarrier } from './webSocketCarrier.ts';

export interface Wire {
  /** Answers the HTTP requests that belong to this protocol, and says of any other that it did not. */
  answer(request: IncomingMessage, response: ServerResponse): boolean;
  /** Cuts off every WebSocket that has been silent since the last call, and asks the others to answer before the next. */
  checkClients(): void;
  /** Cuts off everybody at once. */
  close(): void;
}

/** What becomes of what one socket brings. */
interface Received {
  message(text: string): void;
  tooBig(start: string): void;
  binary(): void;
  closed(): void;
}

/**
 * A laptop that goes to sleep closes nothing, and its presence would stay until the system gives up on the connection,
 * which takes many minutes. The service itself notices within about one.
 */
const checkMs = 45_000;

/** Speaks the database protocol with every WebSocket that asks the HTTP server for `/.ws`, and over polls of `/.lp`. */
export const serveWire = (http: Server, options: WireOptions): Wire => {
  const { databases, limits, log } = options;
  const sessions = new Sessions(options);
  const longPolling = new LongPolling(options, sessions);
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: limits.frameBytes,
  });
  /** Who said something, or answered a ping, since the last check. */
  const heardFrom = new WeakSet<WebSocket>();

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): Refusal | undefined => {
    const url = urlOf(request);
    if (url?.pathname !== '/.ws') {
      return { status: 404, refusal: 'WebSockets are served at /.ws and nowhere else.' };
    }
    const target = targetOf(request, url.searchParams, databases);
    if ('refusal' in target) return target;
    const sessionId = url.searchParams.get('s');
    const polled = sessionId === null ? undefined : longPolling.find(sessionId);
    if (sessionId !== null && (polled?.session.database !== target.database || !polled.canMove)) {
      return { status: 400, refusal: 'There is no such session that could change its transport.' };
    }
    const refusal = polled === undefined ? sessions.refusal() : undefined;
    if (refusal !== undefined) return refusal;
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const received = polled === undefined ? begin(webSocket, target) : goOn(webSocket, polled);
      attend(webSocket, received);
    });
    return undefined;
  };

  const attend = (socket: WebSocket, received: Received): void => {
    const joiner = new FrameJoiner(limits.writeBytesWire);
    heardFrom.add(socket);
    socket.on('pong', () => heardFrom.add(socket));
    socket.on('message', (frame: Buffer, isBinary) => {
      heardFrom.add(socket);
      if (isBinary) return received.binary();
      const joined = joiner.take(frame);
      if (joined?.kind === 'message') received.message(joined.text);
      if (joined?.kind === 'tooBig') received.tooBig(joined.start);
    });
    // Broken frames and lost connections both end in `close`, which is where they count.
    socket.on('error', (error) => log(`A connection broke: ${error.message}`));
    socket.on('close', () => received.closed());
  };

  const begin = (socket: WebSocket, target: Target): Received => {
    const session = sessions.begin(target, new WebSocketCarrier(socket, limits.outgoingQueueBytes, log));
    session.greet();
    return {
      message: (text) => session.receive(parseMessage(text)),
      tooBig: (start) => session.refuseTooBig(start),
      binary: () => session.refuseBinary(),
      closed: () => sessions.end(session),
    };
  };

  const goOn = (socket: WebSocket, polled: PolledConnection): Received => {
    polled.try(new WebSocketCarrier(socket, limits.outgoingQueueBytes, log));
    return {
      message: (text) => polled.hearOnSecond(text),
      tooBig: (start) => polled.session.refuseTooBig(start),
      binary: () => polled.session.refuseBinary(),
      closed: () => polled.loseSecond(),
    };
  };

  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refusal = upgrade(request, socket, head);
    if (refusal !== undefined) refuseUpgrade(socket, refusal);
  });

  const checkClients = (): void => {
    for (const socket of sockets.clients) {
      if (heardFrom.delete(socket)) socket.ping();
      else socket.terminate();
    }
  };
  const checking = setInterval(checkClients, checkMs).unref();

  return {
    answer: (request, response) => {
      const url = urlOf(request);
      if (url?.pathname !== '/.lp') return false;
      longPolling.answer(request, response, url.searchParams);
      return true;
    },
    checkClients,
    close: () => {
      clearInterval(checking);
      sessions.abandonAll();
    },
  };
};

const refuseUpgrade = (socket: Duplex, { status, refusal }: Refusal): void => {
  // Nobody is left to tell when the client goes while it is refused.
  socket.on('error', () => socket.destroy());
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(refusal)}`,
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${refusal}`);
};
