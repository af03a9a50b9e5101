import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Databases } from '../engine/databases.ts';
import type { SharedMessage } from '../engine/push.ts';
import type { EmulatorLimits } from '../limits.ts';
import type { Carrier } from './carrier.ts';
import { Session } from './session.ts';
import type { Refusal, Target } from './target.ts';

export interface WireOptions {
  readonly databases: Databases;
  readonly clock: Clock;
  readonly limits: EmulatorLimits;
  readonly log: (line: string) => void;
}

interface Connected {
  readonly session: Session;
  readonly carrier: Carrier;
}

/** All clients that are connected, over all databases and transports. */
export class Sessions {
  readonly #options: WireOptions;
  readonly #connected = new Map<string, Connected>();

  constructor(options: WireOptions) {
    this.#options = options;
  }

  /** Why nobody may connect now, if so. */
  refusal(): Refusal | undefined {
    const { connections } = this.#options.limits;
    if (this.#connected.size < connections) return undefined;
    return { status: 503, refusal: `${connections} connections are open, and no more may be. Close some.` };
  }

  /** Begins a session, after the end of the one that the same client had before. */
  begin(target: Target, carrier: Carrier): Session {
    this.#retire(target);
    const { databases, clock, limits, log } = this.#options;
    const { enforceTokenExpiry } = databases;
    const { database, host } = target;
    const id = randomBytes(16).toString('hex');
    const send = (message: string | SharedMessage): void => carrier.send(message);
    const session = new Session({ id, host, database, clock, limits, enforceTokenExpiry, send, log });
    this.#connected.set(id, { session, carrier });
    return session;
  }

  end(session: Session): void {
    this.#connected.delete(session.id);
    session.end();
  }

  /** Cuts everybody off. What clients left for their disconnection is not written: nobody would see it. */
  abandonAll(): void {
    for (const { session, carrier } of this.#connected.values()) {
      session.abandon();
      carrier.cut();
    }
    this.#connected.clear();
  }

  /** A client that lost its connection names it on the next one, often before the server has noticed. */
  #retire({ lastSessionId, database }: Target): void {
    const ghost = lastSessionId === null ? undefined : this.#connected.get(lastSessionId);
    if (ghost?.session.database !== database) return;
    this.end(ghost.session);
    ghost.carrier.cut();
  }
}
