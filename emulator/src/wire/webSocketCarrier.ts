import type { SharedMessage } from '../engine/push.ts';
import type { Carrier } from './carrier.ts';
import { closeCode } from './frameCode.ts';
import { messageBytes } from './serverFrames.ts';
import type { WebSocket } from './webSocket.ts';

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

  send(message: string | SharedMessage): void {
    const socket = this.#socket;
    if (!socket.isOpen) return;
    // One message of any size may wait; the next finds out whether the client reads.
    if (socket.queuedBytes > this.#queueBytes) return this.#throwOut();
    socket.write(typeof message === 'string' ? messageBytes(message) : message.encoded(messageBytes));
  }

  cut(): void {
    this.#socket.terminate();
  }

  #throwOut(): void {
    const reason = `Reads too slowly: ${this.#socket.queuedBytes} bytes wait, at most ${this.#queueBytes} may`;
    this.#log(`Closed a connection. ${reason}.`);
    this.#socket.close(closeCode.policyViolation, reason);
  }
}
