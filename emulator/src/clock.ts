/** The only source of time. Tests hand in their own. */
export interface Clock {
  /** Milliseconds since 1970, an integer. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };
