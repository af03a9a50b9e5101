import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { FrameJoiner } from './frames.ts';
import { shakeHands } from './handshake.ts';
import { LongPolling } from './longPolling.ts';
import { parseMessage } from './message.ts';
import type { PolledConnection } from './polledConnection.ts';
import { type Client, Sessions, type WireOptions } from './sessions.ts';
import { type Refusal, type Target, targetOf, urlOf } from './target.ts';
import { WebSocket } from './webSocket.ts';
import { WebSocketCarrier } from './webSocketCarrier.ts';

export interface Wire {
  /** Answers the HTTP requests that belong to this protocol, and says of any other that it did not. */
  answer(request: IncomingMessage, response: ServerResponse): boolean;
  /** Cuts off every WebSocket that has been silent since the last call, and asks the others to answer before the next. */
  checkClients(): void;
  /** Who is connected. */
  clients(): Iterable<Client>;
  /** How many have connected so far, and how much all of them were sent. */
  readonly totals: { readonly connections: number; readonly sentBytes: number };
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
  const { limits, log } = options;
  const sessions = new Sessions(options);
  const longPolling = new LongPolling(options, sessions);
  const sockets = new Set<WebSocket>();

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): Refusal | undefined => {
    const url = urlOf(request);
    if (url?.pathname !== '/.ws') {
      return { status: 404, refusal: 'WebSockets are served at /.ws and nowhere else.' };
    }
    const target = targetOf(request, url.searchParams, options);
    if ('refusal' in target) return target;
    const sessionId = url.searchParams.get('s');
    const polled = sessionId === null ? undefined : longPolling.find(sessionId);
    if (sessionId !== null && (polled?.session.database !== target.database || !polled.canMove)) {
      return { status: 400, refusal: 'There is no such session that could change its transport.' };
    }
    const refusal = polled === undefined ? sessions.refusal() : undefined;
    if (refusal !== undefined) return refusal;
    const welcome = shakeHands(request);
    if (typeof welcome !== 'string') return welcome;
    // It came with an upgrade of HTTP, so a socket of the system is what it is.
    attend(socket as Socket, welcome, head, (carrier) =>
      polled === undefined ? begin(carrier, target) : goOn(carrier, polled),
    );
    return undefined;
  };

  const attend = (
    connection: Socket,
    welcome: string,
    head: Buffer,
    receivedBy: (carrier: WebSocketCarrier) => Received,
  ): void => {
    const joiner = new FrameJoiner(limits.writeBytesWire);
    const socket = new WebSocket(
      connection,
      limits.frameBytes,
      {
        text: (payload) => {
          const joined = joiner.take(payload);
          if (joined?.kind === 'message') received.message(joined.text);
          if (joined?.kind === 'tooBig') received.tooBig(joined.start);
        },
        binary: () => received.binary(),
        closed: () => {
          sockets.delete(socket);
          received.closed();
        },
      },
      log,
    );
    sockets.add(socket);
    // It goes out together with the first message, which the client waits for.
    socket.write(Buffer.from(welcome, 'latin1'));
    const received = receivedBy(new WebSocketCarrier(socket, connection, limits.outgoingQueueBytes, log));
    socket.begin(head);
  };

  const begin = (carrier: WebSocketCarrier, target: Target): Received => {
    const session = sessions.begin(target, carrier);
    session.greet();
    return {
      message: (text) => session.receive(parseMessage(text)),
      tooBig: (start) => session.refuseTooBig(start),
      binary: () => session.refuseBinary(),
      closed: () => sessions.end(session),
    };
  };

  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refusal = upgrade(request, socket, head);
    if (refusal !== undefined) refuseUpgrade(socket, refusal);
  });

  const checkClients = (): void => {
    for (const socket of sockets) {
      if (!socket.heard) socket.terminate();
      socket.heard = false;
      socket.ping();
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
    clients: () => sessions.clients(),
    get totals() {
      return sessions.totals;
    },
    close: () => {
      clearInterval(checking);
      sessions.abandonAll();
    },
  };
};

const goOn = (carrier: WebSocketCarrier, polled: PolledConnection): Received => {
  polled.try(carrier);
  return {
    message: (text) => polled.hearOnSecond(text),
    tooBig: (start) => polled.session.refuseTooBig(start),
    binary: () => polled.session.refuseBinary(),
    closed: () => polled.loseSecond(),
  };
};

const refuseUpgrade = (socket: Duplex, { status, refusal }: Refusal): void => {
  // Nobody is left to tell when the client goes while it is refused.
  socket.on('error', () => socket.destroy());
  // Nor does anybody listen to it any more: its end would not be noticed, and the server would wait for it to close.
  socket.on('finish', () => socket.destroy());
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(refusal)}`,
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${refusal}`);
};
