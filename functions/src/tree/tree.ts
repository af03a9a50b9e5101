/** A window of the children of a place. Without `orderBy`, by key. */
export interface Window {
  /** The index `uid` of messages. */
  readonly equalTo?: { readonly child: 'uid'; readonly value: string };
  /** By key: from this one on, itself included. */
  readonly startAt?: string;
  readonly first: number;
}

/** What a plan gives back to leave things as they are. */
export const unchanged: unique symbol = Symbol('unchanged');

/**
 * The database, as far as cleaning up and keeping ledgers needs it. Values are as JSON gives them: keys are own properties, also
 * `__proto__`; `null` is nothing.
 */
export interface Tree {
  read(path: string, window?: Window): Promise<unknown>;
  /** The keys of the children alone, however much stands below them, in an order that is always the same. */
  keys(path: string): Promise<readonly string[]>;
  /** Writes all of these at once and calls no function. `null` removes. */
  update(changes: ReadonlyMap<string, unknown>): Promise<void>;
  /**
   * Compare and set: `plan` gets what stands there and gives what shall, as often as somebody else was faster. Functions that listen are
   * called, unless `isQuiet`.
   *
   * @returns what stands there afterwards
   */
  change(path: string, plan: (current: unknown) => unknown, isQuiet?: boolean): Promise<unknown>;
}

/** The children of a value that came from the database. A list is how some objects are sent; its gaps are no children. */
export const childrenOf = (value: unknown): ReadonlyMap<string, unknown> =>
  new Map<string, unknown>(
    typeof value === 'object' && value !== null
      ? Object.entries(value).filter(([, child]) => child !== null && child !== undefined)
      : [],
  );
