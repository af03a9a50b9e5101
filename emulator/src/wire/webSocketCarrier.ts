import type { WebSocket } from 'ws';
import type { Carrier } from './carrier.ts';
import { cutFrames } from './frames.ts';

/** The close code for a client that broke a rule of the server's, here that of reading what it asked for. */
const policyViolation = 1008;

/** How long a client that is being thrown out has to take the reason. */
const farewellMs = 1000;

/** Takes messages to a client over a WebSocket, as long as the client reads them. */
export class WebSocketCarrier implements Carrier {
  readonly #socket: WebSocket;
  readonly #queueBytes: number;
  readonly #log: (line: string) => void;

  /** @param queueBytes how much may wait for a client that reads slowly */
  constructor(socket: WebSocket, queueBytes: number, log: (line: string) => void) {
    this.#socket = socket;
    this.#queueBytes = queueBytes;
    this.#log = log;
  }

  send(message: string): void {
    const socket = this.#socket;
    if (socket.readyState !== socket.OPEN) return;
    // One message of any size may wait; the next finds out whether the client reads.
    if (socket.bufferedAmount > this.#queueBytes) return this.#throwOut();
    for (const frame of cut(message)) socket.send(frame, { binary: false });
  }

  cut(): void {
    this.#socket.terminate();
  }

  #throwOut(): void {
    const socket = this.#socket;
    const reason = `Reads too slowly: ${socket.bufferedAmount} bytes wait, at most ${this.#queueBytes} may`;
    this.#log(`Closed a connection. ${reason}.`);
    socket.close(policyViolation, reason);
    setTimeout(() => socket.terminate(), farewellMs).unref();
  }
}

/**
 * A commit hands the same text to every listener of one query in a row: it is cut and encoded once for all of them.
 * Forgotten when the commit is over, because a text can be hundreds of megabytes.
 */
const rememberLast = <Result>(make: (text: string) => Result): ((text: string) => Result) => {
  let last: { readonly text: string; readonly result: Result } | undefined;
  return (text) => {
    if (last?.text === text) return last.result;
    if (last === undefined) queueMicrotask(() => (last = undefined));
    last = { text, result: make(text) };
    return last.result;
  };
};

const cut = rememberLast(cutFrames);
