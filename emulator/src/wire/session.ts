import { type Identity, signedOut } from '../auth/identity.ts';
import { expiredText } from '../auth/tokenLife.ts';
import { callAt } from '../callAt.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../engine/database.ts';
import { OnDisconnectQueue } from '../engine/onDisconnect.ts';
import type { Push, SharedMessage } from '../engine/push.ts';
import type { EmulatorLimits } from '../limits.ts';
import type { RequestKind, RequestMeter } from '../metrics/requestMeter.ts';
import type { Path } from '../tree/path.ts';
import type { QuerySpec } from '../tree/query.ts';
import type { Caller } from './handler.ts';
import { respond } from './handlers.ts';
import {
  type Action,
  type ClientMessage,
  printAuthRevoked,
  printError,
  printHello,
  printPong,
  printReply,
  printRevoked,
  type Reply,
  type Request,
} from './message.ts';

export interface SessionOptions {
  /** Names the session to the client, which gives it back when it has lost the connection. Not to be guessed. */
  readonly id: string;
  /** The host the client asked for. */
  readonly host: string;
  readonly database: Database;
  readonly clock: Clock;
  readonly limits: EmulatorLimits;
  readonly meter: RequestMeter;
  /** Why this client may not sign in as the owner, if so. */
  readonly refusalOfOwner: string | undefined;
  readonly enforceTokenExpiry: boolean;
  /** Takes a whole message to the client; does nothing once the connection is gone. */
  readonly send: (message: string | SharedMessage) => void;
  readonly log: (line: string) => void;
}

/**
 * One client's life on one connection, whatever carries it: the greeting, requests answered strictly in the order
 * they come, pushes in the order of commits, and the writes it leaves behind.
 */
export class Session implements Caller {
  readonly id: string;
  readonly database: Database;
  readonly clock: Clock;
  readonly onDisconnect: OnDisconnectQueue;
  readonly refusalOfOwner: string | undefined;
  readonly enforceTokenExpiry: boolean;
  readonly #options: SessionOptions;
  #identity: Identity = signedOut;
  #stopWaiting: (() => void) | undefined;
  #ended = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.id = options.id;
    this.database = options.database;
    this.clock = options.clock;
    this.refusalOfOwner = options.refusalOfOwner;
    this.enforceTokenExpiry = options.enforceTokenExpiry;
    this.onDisconnect = new OnDisconnectQueue(options.limits);
  }

  /** The client says nothing until it hears this. */
  greet(): void {
    const { id, host, clock } = this.#options;
    this.#send(printHello({ nowMs: clock.now(), host, sessionId: id }));
  }

  receive(message: ClientMessage): void {
    if (!this.#ended) this.#take(message);
  }

  /** Tells the client of something it sent that is no message. */
  refuse(problem: string): void {
    this.#send(printError(problem));
  }

  refuseBinary(): void {
    this.refuse('Frames must be text, and this one was binary.');
  }

  /** Refuses a message too long to be kept. @param start its beginning */
  refuseTooBig(start: string): void {
    const limitBytes = this.#options.limits.writeBytesWire;
    const data = `Data to write exceeds the maximum size that can be modified with a single request: ${limitBytes} bytes.`;
    // Only the client's own way of printing a request is read here, so that a number inside the data is not taken for it.
    const number = /^\{"t":"d","d":\{"r":(\d+),/.exec(start)?.[1];
    this.#send(
      number === undefined ? printError(data) : printReply(Number(number), { status: 'write_too_big', data }),
    );
  }

  /** Ends the session once: its listens go, and what it left for its disconnection is written. */
  end(): void {
    if (!this.#ended) {
      this.#ended = true;
      this.#stopWaiting?.();
      this.database.drop(this);
      this.onDisconnect.run(this.database, this.#identity);
    }
  }

  /** Ends the session and nothing else, as when the whole emulator goes. */
  abandon(): void {
    this.#ended = true;
    this.#stopWaiting?.();
    this.database.drop(this);
  }

  identity(): Identity {
    return this.#identity;
  }

  become(identity: Identity, untilMs?: number): void {
    this.#stopWaiting?.();
    this.#identity = identity;
    this.database.recheck(this);
    if (untilMs !== undefined) this.#stopWaiting = callAt(untilMs, this.clock, () => this.#expire());
  }

  push(push: Push, tag: number | undefined): void {
    const message = push.message(tag);
    this.database.counts.pushBytes += message.bytes;
    this.#send(message);
  }

  revoke(path: Path, query: QuerySpec): void {
    this.#send(printRevoked(path, query));
  }

  #expire(): void {
    // First, so that the client comes back with its listens instead of losing them.
    this.#send(printAuthRevoked('expired_token', expiredText));
    this.become(signedOut);
  }

  #take(message: ClientMessage): void {
    switch (message.kind) {
      case 'request':
        return this.#reply(message.number, message.request);
      case 'badRequest':
        return this.#send(
          printReply(message.number, { status: 'invalid_parameters', data: message.problem }),
        );
      case 'unreadable':
        return this.#send(printError(message.problem));
      case 'ping':
        return this.#send(printPong());
      case 'switchTransport':
      case 'endTransmission':
        return; // These concern whatever carries the session, where it changes.
    }
  }

  #reply(number: number, request: Request): void {
    const { meter } = this.#options;
    const begunMs = meter.begin();
    const reply = this.#answer(request);
    this.#send(printReply(number, reply));
    if (reply.status !== 'ok') meter.failures++;
    meter.end(kinds[request.action], begunMs);
  }

  /** A fault of ours costs the client this one request, not the connection it would come back to repeat it on. */
  #answer(request: Request): Reply {
    try {
      return respond(this, request);
    } catch (error) {
      this.#options.log(
        `A request (${request.action}) made the emulator fail. This is a fault in the emulator: please report it with ` +
          `what follows. ${error instanceof Error ? error.stack : String(error)}`,
      );
      return { status: 'failure', data: 'The emulator failed on this request: its log says why.' };
    }
  }

  #send(message: string | SharedMessage): void {
    if (!this.#ended) this.#options.send(message);
  }
}

const kinds: { readonly [A in Action]: RequestKind } = {
  get: 'read',
  listen: 'listen',
  unlisten: 'listen',
  put: 'write',
  merge: 'write',
  onDisconnectPut: 'other',
  onDisconnectMerge: 'other',
  onDisconnectCancel: 'other',
  auth: 'other',
  unauth: 'other',
  stats: 'other',
  appCheck: 'other',
};
