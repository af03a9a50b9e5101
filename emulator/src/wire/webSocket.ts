import { availableParallelism } from 'node:os';
import type { Duplex } from 'node:stream';
import { nextTurn } from '../nextTurn.ts';
import { BriefWait } from './briefWait.ts';
import { ClientFrames } from './clientFrames.ts';
import { opcode } from './frameCode.ts';
import { controlFrame } from './serverFrames.ts';

/** What becomes of what a client says over a WebSocket. */
export interface WebSocketListener {
  /** @param payload valid UTF-8; its bytes are the listener's only until it returns */
  text(payload: Buffer): void;
  binary(): void;
  /** Called once, when the connection is gone. */
  closed(): void;
}

/** How long the other side has to take its leave. */
const farewellMs = 1000;

/** A client that asks for answers and does not read them gets no more while this many bytes wait for it. */
const pongQueueBytes = 65_536;

/** A batch of this many bytes goes out at once: it gains nothing by waiting for more. */
const fullBatchBytes = 65_536;

/** To copy so many bytes into one piece costs less than to hand the system several pieces. */
const copiedBytes = 4096;

/** The longest reason that fits into a control frame beside the code. */
const longestReason = 123;

/**
 * The server's end of a WebSocket (RFC 6455) without extensions, past the handshake: this emulator needs nothing but whole
 * texts in and frames out, and pays for each connection and frame, of which there are many.
 *
 * What is said to a client while the server listens to all of them goes out together afterwards: one call of the system
 * costs more than everything else that is done for a frame.
 */
export class WebSocket {
  /** Whether the client said anything, or answered a ping, since this was last set to false. */
  heard = true;
  readonly #stream: Duplex;
  readonly #frames: ClientFrames;
  readonly #log: (line: string) => void;
  #open = true;
  #batch: Buffer[] = [];
  #batchBytes = 0;
  #farewell: NodeJS.Timeout | undefined;

  constructor(stream: Duplex, frameBytes: number, listener: WebSocketListener, log: (line: string) => void) {
    this.#stream = stream;
    this.#log = log;
    this.#frames = new ClientFrames(frameBytes, {
      text: (payload) => listener.text(payload),
      binary: () => listener.binary(),
      ping: (payload) => this.#pong(payload),
      pong: () => {},
      close: (code) => this.#answerClose(code),
      broken: (code, problem) => {
        this.#report(problem);
        this.close(code, problem);
      },
    });
    stream.on('data', (chunk: Buffer) => {
      this.heard = true;
      briefWait?.heard();
      this.#frames.take(chunk);
    });
    // Lost connections end in `close`, which is where they count.
    stream.on('error', (error: Error) => this.#report(error.message));
    stream.on('end', () => {
      this.#leave();
      this.#hangUp();
    });
    stream.on('close', () => {
      this.#leave();
      clearTimeout(this.#farewell);
      listener.closed();
    });
  }

  /** Whether the client can still be told anything. */
  get isOpen(): boolean {
    return this.#open;
  }

  /** Bytes that wait for the client to read. */
  get queuedBytes(): number {
    return this.#stream.writableLength + this.#batchBytes;
  }

  /** Reads what the client sent right behind its request, before anything else. */
  begin(head: Buffer): void {
    if (head.length > 0) this.#frames.take(head);
  }

  /** @param frames whole ones; does nothing once the connection is closed */
  write(frames: Buffer): void {
    if (!this.#open) return;
    if (this.#batch.length === 0) sendSoon(this);
    this.#batch.push(frames);
    this.#batchBytes += frames.length;
    if (this.#batchBytes >= fullBatchBytes) this.sendBatch();
  }

  /** Sends what has gathered. */
  sendBatch(): void {
    const batch = this.#batch;
    const stream = this.#stream;
    const first = batch[0];
    if (first === undefined) return;
    const bytes = this.#batchBytes;
    this.#batch = [];
    this.#batchBytes = 0;
    if (batch.length === 1) {
      stream.write(first);
    } else if (bytes <= copiedBytes) {
      stream.write(Buffer.concat(batch, bytes));
    } else {
      stream.cork();
      for (const frames of batch) stream.write(frames);
      stream.uncork();
    }
  }

  ping(): void {
    this.write(controlFrame(opcode.ping, nothing));
  }

  /** Says why, hears nothing more, and hangs up when the client has taken its leave or too long for it. */
  close(code: number, reason: string): void {
    if (!this.#open) return;
    const payload = Buffer.alloc(2 + Math.min(Buffer.byteLength(reason), longestReason));
    payload.writeUInt16BE(code);
    // A character that does not fit whole is left out.
    const written = payload.write(reason, 2);
    this.write(controlFrame(opcode.close, payload.subarray(0, 2 + written)));
    this.#leave();
    this.#hangUp();
  }

  /** Hangs up at once. */
  terminate(): void {
    this.#leave();
    this.#batch = [];
    this.#stream.destroy();
  }

  #pong(payload: Buffer): void {
    if (this.queuedBytes < pongQueueBytes) this.write(controlFrame(opcode.pong, payload));
  }

  #answerClose(code: number | undefined): void {
    const payload = Buffer.alloc(code === undefined ? 0 : 2);
    if (code !== undefined) payload.writeUInt16BE(code);
    this.write(controlFrame(opcode.close, payload));
    this.#leave();
    this.#hangUp();
  }

  /** Ends the sending half now, and all of it when the client does the same or after a while. */
  #hangUp(): void {
    this.sendBatch();
    this.#stream.end();
    this.#farewell ??= setTimeout(() => this.#stream.destroy(), farewellMs).unref();
  }

  #leave(): void {
    this.#open = false;
    this.#frames.end();
  }

  #report(problem: string): void {
    if (this.#open) this.#log(`A connection broke: ${problem}`);
  }
}

const nothing = Buffer.alloc(0);

/** For all clients together. Where there is one processor only, whoever stays awake keeps the client from asking. */
const briefWait = availableParallelism() > 1 ? new BriefWait(() => performance.now(), nextTurn) : undefined;

let gathering: WebSocket[] = [];

/** After everything that has been received by now is dealt with. */
const sendSoon = (socket: WebSocket): void => {
  if (gathering.length === 0) nextTurn(sendGathered);
  gathering.push(socket);
};

const sendGathered = (): void => {
  const sockets = gathering;
  gathering = [];
  for (const socket of sockets) socket.sendBatch();
  briefWait?.said();
};
