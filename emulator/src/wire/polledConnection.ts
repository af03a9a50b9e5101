/**
 * A client that long-polls. It keeps one request open; the answer to it is a script that hands the client whatever
 * there is to hear, numbered, because scripts may run in another order than they were sent. What it has to say comes
 * in the URLs of its polls.
 *
 * A browser begins like this when a WebSocket has failed it before, and at once tries a WebSocket for the same
 * session. When that proves to work it moves: it says so on the new transport, says `n` as its last word on the old
 * one, and hears `n` as the server's last word there. In between, what it says on the new transport waits until its
 * last word on the old one has come.
 */
import type { SharedMessage } from '../engine/push.ts';
import type { EmulatorLimits } from '../limits.ts';
import { nextTurn } from '../nextTurn.ts';
import type { Carrier } from './carrier.ts';
import {
  parseMessage,
  printEndTransmission,
  printError,
  printPong,
  printSwitchTransport,
} from './message.ts';
import { type Segment, SegmentJoiner } from './segments.ts';
import type { Session } from './session.ts';

/** An open request of the client. Every one is answered once. */
export interface Poll {
  answer(script: string): void;
}

/** Ends the connection in the client. */
export const closingScript = "pLPCommand('close');";

/** The same, once it has taken the answer with that number. */
const closingAfter = (answer: number): string => `pLPCommand('close',${answer});`;

/** The client opens a second poll when one is unanswered for 25 s. */
const holdMs = 20_000;

/** A tab in the background may be let run only once a minute. */
const absenceMs = 90_000;

/** What a message takes that waits, beside its letters. */
const besidesUnits = 32;

type Move =
  | { readonly state: 'staying' }
  /** A second transport is there and has to prove itself. */
  | { readonly state: 'trying'; readonly second: Carrier }
  /** The server says everything on the second transport; the client's last word on the first is still to come. */
  | { readonly state: 'moving'; readonly second: Carrier; readonly waiting: string[] }
  | { readonly state: 'moved'; readonly second: Carrier }
  | { readonly state: 'ended' };

export class PolledConnection implements Carrier {
  readonly session: Session;
  readonly #limits: Pick<EmulatorLimits, 'outgoingQueueBytes' | 'writeBytesWire'>;
  readonly #onEnd: () => void;
  readonly #segments: SegmentJoiner;
  #move: Move = { state: 'staying' };
  #saidLastWord = false;
  #poll: Poll | undefined;
  #outbox: string[] = [];
  #outboxUnits = 0;
  #sentUnits = 0;
  #waitingUnits = 0;
  #answers = 0;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param begin makes the session that this connection carries
   * @param onEnd called once, when the client is gone and not to another transport
   */
  constructor(
    limits: Pick<EmulatorLimits, 'outgoingQueueBytes' | 'writeBytesWire'>,
    begin: (carrier: Carrier) => Session,
    onEnd: () => void,
  ) {
    this.#limits = limits;
    this.#onEnd = onEnd;
    this.#segments = new SegmentJoiner(limits.writeBytesWire);
    this.session = begin(this);
  }

  get transport(): Carrier['transport'] {
    return this.#move.state === 'moved' ? this.#move.second.transport : 'longPolling';
  }

  get sentBytes(): number {
    return this.#sentUnits + (this.#move.state === 'moved' ? this.#move.second.sentBytes : 0);
  }

  get queuedBytes(): number {
    return this.#outboxUnits + (this.#move.state === 'moved' ? this.#move.second.queuedBytes : 0);
  }

  send(message: string | SharedMessage): void {
    const move = this.#move;
    if (move.state === 'moving' || move.state === 'moved') return move.second.send(message);
    if (move.state !== 'ended') this.#queue(typeof message === 'string' ? message : message.text);
  }

  cut(): void {
    const move = this.#move;
    if (move.state === 'ended') return;
    this.#move = { state: 'ended' };
    this.#outbox = [];
    clearTimeout(this.#timer);
    this.#answerPoll(closingScript);
    if (move.state !== 'staying') move.second.cut();
    this.#onEnd();
  }

  /** The script that hands over all that waits. Each has the next number. */
  takeScript(): string {
    const messages = asExpression(`[${this.#outbox.join(',')}]`);
    this.#sentUnits += this.#outboxUnits;
    this.#outbox = [];
    this.#outboxUnits = 0;
    return `pRTLPCB(${this.#answers++},${messages});`;
  }

  /** Takes what a poll brought, and keeps the poll until there is something to say. */
  hold(poll: Poll, segments: readonly Segment[]): void {
    // A client has at most two polls open, and the later one is where it waits.
    if (this.#poll !== undefined) this.#answerPoll(this.takeScript());
    this.#poll = poll;
    const joined = this.#segments.take(segments);
    if (joined.kind === 'tooBig') return this.cut();
    for (const text of joined.texts) this.#hear(text);
    this.#settle();
  }

  /** A poll was broken off: the page is gone. */
  lose(poll: Poll): void {
    if (poll === this.#poll) this.#poll = undefined;
    this.leave();
  }

  /** The client leaves this transport. That matters only while it has no other. */
  leave(): void {
    if (this.#move.state === 'staying' || this.#move.state === 'trying') this.cut();
  }

  /** Whether a second transport may be tried: one at a time, and one move in a life. */
  get canMove(): boolean {
    return this.#move.state === 'staying';
  }

  /** Tries a second transport. The client answers with pings until it believes in it. */
  try(second: Carrier): void {
    this.#move = { state: 'trying', second };
    second.send(printSwitchTransport());
  }

  hearOnSecond(text: string): void {
    const move = this.#move;
    if (move.state === 'moved') return this.session.receive(parseMessage(text));
    if (move.state === 'moving') return this.#wait(text);
    if (move.state !== 'trying') return;
    const message = parseMessage(text);
    if (message.kind === 'ping') return move.second.send(printPong());
    if (message.kind !== 'switchTransport') {
      return move.second.send(printError('Nothing but pings may be said before the switch of transports.'));
    }
    this.#queue(printEndTransmission());
    this.#move = { state: 'moving', second: move.second, waiting: [] };
    if (this.#saidLastWord) this.#arrive();
  }

  loseSecond(): void {
    if (this.#move.state === 'trying') this.#move = { state: 'staying' };
    else this.cut();
  }

  #hear(text: string): void {
    const message = parseMessage(text);
    if (message.kind !== 'endTransmission') return this.session.receive(message);
    this.#saidLastWord = true;
    if (this.#move.state === 'moving') this.#arrive();
  }

  #wait(text: string): void {
    if (this.#move.state !== 'moving') return;
    // One message of any size may wait; the next finds out whether the client's last word is still to come.
    if (this.#waitingUnits > this.#limits.writeBytesWire) return this.cut();
    this.#waitingUnits += text.length + besidesUnits;
    this.#move.waiting.push(text);
  }

  #arrive(): void {
    if (this.#move.state !== 'moving') return;
    const { second, waiting } = this.#move;
    this.#move = { state: 'moved', second };
    for (const text of waiting) this.session.receive(parseMessage(text));
    this.#settle();
  }

  #queue(message: string): void {
    this.#outbox.push(message);
    this.#outboxUnits += message.length;
    // One message of any size may wait; the next finds out whether the client still polls.
    if (this.#outboxUnits - message.length > this.#limits.outgoingQueueBytes) return this.cut();
    // Everything that one commit says goes into one script.
    if (this.#outbox.length === 1) nextTurn(() => this.#settle());
  }

  /** Answers the open poll if there is something to say, and sees to it that somebody looks again. */
  #settle(): void {
    clearTimeout(this.#timer);
    if (this.#move.state === 'ended') return this.#answerPoll(closingScript);
    if (this.#outbox.length > 0 && this.#poll !== undefined) this.#answerPoll(this.takeScript());
    if (this.#move.state === 'moved') {
      // Both last words are said. The script that holds the server's may run after this one, so it says which that is.
      if (this.#outbox.length === 0) this.#answerPoll(closingAfter(this.#answers - 1));
      return;
    }
    this.#timer =
      this.#poll === undefined
        ? setTimeout(() => this.leave(), absenceMs).unref()
        : setTimeout(() => this.#release(), holdMs).unref();
  }

  #release(): void {
    this.#answerPoll(this.takeScript());
    this.#settle();
  }

  #answerPoll(script: string): void {
    const poll = this.#poll;
    this.#poll = undefined;
    poll?.answer(script);
  }
}

/** JSON as it may stand in a script, where `{"__proto__":…}` would lose the key, and two characters once ended lines. */
const asExpression = (json: string): string => {
  const script = json.includes('"__proto__"') ? `JSON.parse(${JSON.stringify(json)})` : json;
  return script.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
};
