import { Histogram } from './histogram.ts';

/** From a hundredth of a millisecond to two and a half seconds. */
export const requestMeterBounds = [
  0.000_01, 0.000_025, 0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1,
  0.25, 0.5, 1, 2.5,
];

/** Looking at the clock costs as much as a small part of a request, so of a flood only the beginning is timed. */
const timedPerSecond = 200;

export const requestKinds = ['read', 'listen', 'write', 'other'] as const;
export type RequestKind = (typeof requestKinds)[number];

/** How long this server worked on requests over the wire, before each had its answer. */
export class RequestMeter {
  readonly latency: Readonly<Record<RequestKind, Histogram>> = {
    read: new Histogram(requestMeterBounds),
    listen: new Histogram(requestMeterBounds),
    write: new Histogram(requestMeterBounds),
    other: new Histogram(requestMeterBounds),
  };
  /** Requests over the wire, timed or not. */
  requests = 0;
  /** Those that failed, whatever the reason. */
  failures = 0;
  #left = timedPerSecond;

  /** @returns when it began, or 0 when it is not timed */
  begin(): number {
    this.requests++;
    return this.#left > 0 ? performance.now() : 0;
  }

  end(kind: RequestKind, begunMs: number): void {
    if (begunMs === 0) return;
    this.#left--;
    this.latency[kind].observe((performance.now() - begunMs) / 1000);
  }

  /** To be called once a second. */
  nextSecond(): void {
    this.#left = timedPerSecond;
  }
}
