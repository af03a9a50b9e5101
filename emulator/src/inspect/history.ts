import type { Databases } from '../engine/databases.ts';
import { quantileOf } from '../metrics/histogram.ts';
import type { RequestMeter } from '../metrics/requestMeter.ts';
import type { Second } from './answers.ts';

/** Five minutes: what a plot shows. */
const keptSeconds = 300;

interface Totals {
  readonly reads: number;
  readonly writes: number;
  readonly pushes: number;
  readonly denials: number;
  readonly latency: readonly number[];
}

export interface HistoryOptions {
  readonly databases: Databases;
  readonly meter: RequestMeter;
  readonly connections: () => number;
}

/** What happened in each of the last seconds. */
export class History {
  readonly #options: HistoryOptions;
  readonly #seconds: Second[] = [];
  #number = 0;
  #before: Totals;
  #lagMs = 0;

  constructor(options: HistoryOptions) {
    this.#options = options;
    this.#before = totalsOf(options);
  }

  /** To be called once a second. @param lagMs how much later than that it is */
  tick(lagMs: number): void {
    const { meter, connections } = this.#options;
    meter.nextSecond();
    const before = this.#before;
    const now = totalsOf(this.#options);
    this.#before = now;
    this.#lagMs = lagMs;
    const latency = now.latency.map((count, at) => count - (before.latency[at] ?? 0));
    this.#seconds.push({
      number: ++this.#number,
      reads: now.reads - before.reads,
      writes: now.writes - before.writes,
      pushes: now.pushes - before.pushes,
      denials: now.denials - before.denials,
      connections: connections(),
      p50Ms: inMs(quantileOf(meter.latency.write.bounds, latency, 0.5)),
      p95Ms: inMs(quantileOf(meter.latency.write.bounds, latency, 0.95)),
      lagMs,
      memoryBytes: process.memoryUsage.rss(),
    });
    if (this.#seconds.length > keptSeconds) this.#seconds.shift();
  }

  /** The seconds after the one with a number, oldest first. */
  since(number: number): readonly Second[] {
    // A page that was open before this process began counts from another beginning.
    const from = number > this.#number ? 0 : number;
    return this.#seconds.filter((second) => second.number > from);
  }

  get lagMs(): number {
    return this.#lagMs;
  }
}

const totalsOf = ({ databases, meter }: HistoryOptions): Totals => {
  let reads = 0;
  let writes = 0;
  let pushes = 0;
  let denials = 0;
  for (const { counts } of databases) {
    reads += counts.reads + counts.listens;
    writes += counts.writes;
    pushes += counts.pushes;
    denials += counts.denials;
  }
  return { reads, writes, pushes, denials, latency: [...meter.latency.write.counts] };
};

const inMs = (seconds: number | undefined): number | null => (seconds === undefined ? null : seconds * 1000);
