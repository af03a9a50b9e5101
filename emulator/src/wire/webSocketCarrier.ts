import type { Socket } from 'node:net';
import type { SharedMessage } from '../engine/push.ts';
import type { Carrier } from './carrier.ts';
import { closeCode } from './frameCode.ts';
import { messageBytes } from './serverFrames.ts';
import type { WebSocket } from './webSocket.ts';

/** Takes messages to a client over a WebSocket, as long as the client reads them. */
export class WebSocketCarrier implements Carrier {
  readonly transport = 'webSocket';
  readonly #socket: WebSocket;
  readonly #connection: Pick<Socket, 'bytesWritten'>;
  readonly #queueBytes: number;
  readonly #log: (line: string) => void;

  /**
   * @param connection what the WebSocket runs on
   * @param queueBytes how much may wait for a client that reads slowly
   */
  constructor(
    socket: WebSocket,
    connection: Pick<Socket, 'bytesWritten'>,
    queueBytes: number,
    log: (line: string) => void,
  ) {
    this.#socket = socket;
    this.#connection = connection;
    this.#queueBytes = queueBytes;
    this.#log = log;
  }

  /** The connection counts them anyway. */
  get sentBytes(): number {
    return this.#connection.bytesWritten;
  }

  get queuedBytes(): number {
    return this.#socket.queuedBytes;
  }

  send(message: string | SharedMessage): void {
    if (!this.#socket.isOpen) return;
    // One message of any size may wait; the next finds out whether the client reads.
    if (this.queuedBytes > this.#queueBytes) return this.#throwOut();
    this.#socket.write(typeof message === 'string' ? messageBytes(message) : message.encoded(messageBytes));
  }

  cut(): void {
    this.#socket.terminate();
  }

  #throwOut(): void {
    const reason = `Reads too slowly: ${this.queuedBytes} bytes wait, at most ${this.#queueBytes} may`;
    this.#log(`Closed a connection. ${reason}.`);
    this.#socket.close(closeCode.policyViolation, reason);
  }
}
