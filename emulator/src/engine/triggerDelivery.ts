import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { nextTurn } from '../nextTurn.ts';
import { formatPath } from '../tree/path.ts';
import { printEvent, type PrintedEvent } from './triggerEvent.ts';
import type { Trigger, TriggerEvent } from './triggers.ts';

export interface FunctionsEmulator {
  readonly host: string;
  readonly port: number;
}

export interface TriggerDeliveryOptions {
  /** Absent when no functions emulator runs: events then go nowhere. */
  readonly functionsEmulator?: FunctionsEmulator;
  /** Events that may wait, over all functions. */
  readonly queueLength: number;
  readonly log: (line: string) => void;
  /** Called when the functions emulator says that it has no such function. @returns whether it will be called no more */
  readonly onGone?: (trigger: Trigger) => boolean;
}

/**
 * The functions emulator starts a process for every event of a function that it works on at the same time, so a
 * burst is fed to it in small portions.
 */
const atOncePerFunction = 4;

/** Longer than any function may run (9 minutes). */
const patienceMs = 10 * 60 * 1000;

interface Lane {
  readonly waiting: TriggerEvent[];
  workers: number;
  /** How the last delivery failed; a repetition is not logged again. */
  failure: string | undefined;
}

/** Hands events to the functions emulator: fire and forget, each once, in no promised order. Never throws. */
export class TriggerDelivery {
  readonly #options: TriggerDeliveryOptions;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #lanes = new Map<string, Lane>();
  #waiting = 0;
  #isFull = false;
  #isClosed = false;

  constructor(options: TriggerDeliveryOptions) {
    this.#options = options;
  }

  deliver(event: TriggerEvent): void {
    const { functionsEmulator, queueLength, log } = this.#options;
    if (functionsEmulator === undefined || this.#isClosed) return;
    if (this.#waiting >= queueLength) {
      if (!this.#isFull) log(`functions: ${queueLength} events are waiting, so newer ones are dropped.`);
      this.#isFull = true;
      return;
    }
    const { id } = event.trigger;
    const lane = this.#lanes.get(id) ?? { waiting: [], workers: 0, failure: undefined };
    this.#lanes.set(id, lane);
    lane.waiting.push(event);
    this.#waiting++;
    if (lane.workers >= atOncePerFunction) return;
    lane.workers++;
    // To call a function costs more than to tell everybody who listens, and they wait for it: what is sent to them goes first.
    nextTurn(() => void this.#work(functionsEmulator, lane));
  }

  /** Drops what waits and what is under way. */
  close(): void {
    this.#isClosed = true;
    this.#agent.destroy();
  }

  async #work(to: FunctionsEmulator, lane: Lane): Promise<void> {
    for (let event = lane.waiting.shift(); event !== undefined; event = lane.waiting.shift()) {
      this.#waiting--;
      this.#isFull = false;
      if (this.#isClosed) continue;
      this.#report(
        lane,
        event,
        await this.#send(to, event).catch((error: unknown) => ({ text: String(error) })),
      );
    }
    lane.workers--;
  }

  /** Says once that a function cannot be called, and again only after it could. */
  #report(lane: Lane, { trigger, path }: TriggerEvent, failure: Failure | undefined): void {
    if (this.#isClosed) return;
    const { log, onGone } = this.#options;
    const isForgotten = failure?.isGone === true && onGone?.(trigger) === true;
    if (isForgotten) {
      const others = lane.waiting.filter((waiting) => waiting.trigger !== trigger);
      this.#waiting -= lane.waiting.length - others.length;
      lane.waiting.splice(0, lane.waiting.length, ...others);
      log(
        `functions: there is no ${trigger.key} any more, so it is not called until it is registered again.`,
      );
    } else if (failure !== undefined && failure.text !== lane.failure) {
      log(`functions: ${trigger.key} did not take the change of /${formatPath(path)}: ${failure.text}`);
    }
    lane.failure = failure?.text;
  }

  /** @returns what went wrong, if anything did */
  async #send(to: FunctionsEmulator, event: TriggerEvent): Promise<Failure | undefined> {
    const printed = printEvent(event, randomBytes(20).toString('base64'));
    const bytes = Buffer.byteLength(printed.body);
    const { project, key } = event.trigger;
    const path = `/functions/projects/${encodeURIComponent(project)}/triggers/${encodeURIComponent(key)}`;
    return post(this.#agent, { ...to, path }, printed, bytes);
  }
}

interface Failure {
  readonly text: string;
  /** There is no such function. */
  readonly isGone?: boolean;
}

/** Resolves when the answer is over, whatever it was. */
const post = (
  agent: Agent,
  to: FunctionsEmulator & { readonly path: string },
  { contentType, body }: PrintedEvent,
  bytes: number,
): Promise<Failure | undefined> =>
  new Promise((resolve) => {
    const where = `the functions emulator at ${to.host}:${to.port}`;
    const attempt = (isRepeated: boolean): void => {
      const headers = { 'Content-Type': contentType, 'Content-Length': bytes };
      const outgoing = request({ ...to, agent, headers, method: 'POST', timeout: patienceMs }, (response) => {
        const status = response.statusCode ?? 0;
        const isTaken = status >= 200 && status < 300;
        const failure = isTaken ? undefined : { text: `${where} answered ${status}`, isGone: status === 404 };
        response.on('error', (error) => resolve({ text: `${where} broke off: ${error.message}` }));
        response.on('close', () => resolve(failure));
        response.resume();
      });
      outgoing.on('timeout', () =>
        outgoing.destroy(new Error(`no answer in ${patienceMs / 60_000} minutes`)),
      );
      outgoing.on('error', (error: NodeJS.ErrnoException) => {
        // A kept connection may be closed by the other side just as it is used again: the event was not read.
        if (error.code === 'ECONNRESET' && outgoing.reusedSocket && !isRepeated) attempt(true);
        else resolve({ text: `${where} cannot be reached: ${error.message}` });
      });
      outgoing.end(body);
    };
    attempt(false);
  });
