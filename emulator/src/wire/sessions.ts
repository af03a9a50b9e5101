import type { Clock } from '../clock.ts';
import type { Databases } from '../engine/databases.ts';
import type { SharedMessage } from '../engine/push.ts';
import type { EmulatorLimits } from '../limits.ts';
import type { RequestMeter } from '../metrics/requestMeter.ts';
import type { Trust } from '../trust.ts';
import type { Carrier } from './carrier.ts';
import { SecretNames } from './secretNames.ts';
import { Session } from './session.ts';
import type { Refusal, Target } from './target.ts';

export interface WireOptions {
  readonly databases: Databases;
  readonly clock: Clock;
  readonly limits: EmulatorLimits;
  readonly trust: Trust;
  readonly meter: RequestMeter;
  readonly log: (line: string) => void;
}

/** Somebody who is connected. */
export interface Client {
  readonly session: Session;
  readonly carrier: Carrier;
  /** Milliseconds since 1970. */
  readonly sinceMs: number;
}

/** All clients that are connected, over all databases and transports. */
export class Sessions {
  readonly #options: WireOptions;
  readonly #names = new SecretNames();
  readonly #connected = new Map<string, Client>();
  #begun = 0;
  #sentToGone = 0;

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
    const { databases, clock, limits, meter, log } = this.#options;
    const { enforceTokenExpiry } = databases;
    const { database, host, refusalOfOwner } = target;
    const id = this.#names.next();
    const send = (message: string | SharedMessage): void => carrier.send(message);
    const session = new Session({
      id,
      host,
      database,
      clock,
      limits,
      meter,
      refusalOfOwner,
      enforceTokenExpiry,
      send,
      log,
    });
    this.#begun++;
    this.#connected.set(id, { session, carrier, sinceMs: clock.now() });
    return session;
  }

  end(session: Session): void {
    this.#sentToGone += this.#connected.get(session.id)?.carrier.sentBytes ?? 0;
    this.#connected.delete(session.id);
    session.end();
  }

  clients(): Iterable<Client> {
    return this.#connected.values();
  }

  get totals(): { readonly connections: number; readonly sentBytes: number } {
    let sentBytes = this.#sentToGone;
    for (const { carrier } of this.#connected.values()) sentBytes += carrier.sentBytes;
    return { connections: this.#begun, sentBytes };
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
