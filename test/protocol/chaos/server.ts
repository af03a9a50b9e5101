import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Emulator, startEmulator } from '../../../emulator/src/index.ts';
import { Cable } from '../cable.ts';
import { namespace } from '../stage.ts';

const rules = readFileSync(new URL('../../../database.rules.json', import.meta.url), 'utf8');

/** How much faster time passes for the server, so that nobody waits ten seconds for a ring. */
const speed = 20;
const beganMs = Date.now() - 3_600_000;

/** The server's clock, in milliseconds. */
export const serverNow = (): number => Math.floor(beganMs + performance.now() * speed);

/** A database with the deployed rules that can be killed, and comes back with what it had acknowledged. */
export class MortalServer {
  readonly #folder = mkdtempSync(join(tmpdir(), 'causerie-chaos-'));
  readonly #cables = new Map<Cable, { isCut: boolean }>();
  #emulator: Emulator | undefined;
  #port = 0;
  #isUp = false;
  #dying: Promise<void> | undefined;

  async open(): Promise<void> {
    this.#emulator = await startEmulator({
      port: this.#port,
      clock: { now: serverNow },
      data: join(this.#folder, 'data'),
    });
    this.#port = this.#emulator.port;
    const response = await this.rest('PUT', '/.settings/rules.json', rules);
    if (!response.ok) throw new Error(`Rules refused: ${await response.text()}`);
    this.#isUp = true;
    for (const [cable, { isCut }] of this.#cables) if (!isCut) cable.plug();
  }

  /** Ends it, with all connections, and starts another over the same data. */
  kill(): Promise<void> {
    this.#dying ??= this.#die().finally(() => {
      this.#dying = undefined;
    });
    return this.#dying;
  }

  /** Comes back when the server is there. */
  async settled(): Promise<void> {
    await this.#dying;
  }

  async #die(): Promise<void> {
    this.#isUp = false;
    // Nobody may come in before the rules are in force again.
    for (const cable of this.#cables.keys()) cable.pull();
    await this.#emulator?.close();
    await this.open();
  }

  async close(): Promise<void> {
    await this.settled();
    await this.#emulator?.close();
    rmSync(this.#folder, { recursive: true });
  }

  async cable(): Promise<{ readonly wire: Cable; readonly cut: () => void; readonly mend: () => void }> {
    const wire = await Cable.to('127.0.0.1', this.#port);
    const is = { isCut: false };
    this.#cables.set(wire, is);
    if (!this.#isUp) wire.pull();
    return {
      wire,
      cut: () => {
        is.isCut = true;
        wire.pull();
      },
      mend: () => {
        is.isCut = false;
        if (this.#isUp) wire.plug();
      },
    };
  }

  /** REST as the owner, again and again when the server was killed over it. */
  async rest(method: string, path: string, body?: unknown): Promise<Response> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await fetch(`http://127.0.0.1:${this.#port}${path}?ns=${namespace}`, {
          method,
          headers: { authorization: 'Bearer owner', connection: 'close' },
          ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        });
      } catch (error) {
        if (attempt >= 100) throw error;
        await wait(20);
      }
    }
  }
}
