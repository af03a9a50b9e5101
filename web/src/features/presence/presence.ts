import { connection, limits } from '@causerie/contract';

/**
 * A person is here or away while at least one of their connections is: one row each, removed by the server when the connection
 * ends, refreshed while it lasts, and forgotten when it has been silent for long. Times are the server's.
 */
export interface ConnectionRow {
  readonly slot: string;
  readonly id: string;
  readonly atMs: number;
  /** Nobody has touched its page for a while. */
  readonly isAway: boolean;
}

/** Whoever is not here at all has neither. */
export type Presence = 'here' | 'away';

/** Reads `presence/{uid}`. */
export const readConnections = (value: unknown): readonly ConnectionRow[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([slot, row]) => {
        const read = connection.read(row);
        return read === undefined ? [] : [{ slot, id: read.id, atMs: read.at, isAway: read.away === true }];
      });

const isFresh = (row: ConnectionRow, nowMs: number): boolean => nowMs - row.atMs < limits.connectionStaleMs;

/** Who touches one of their pages is here, whatever the others say. */
export const presenceOf = (rows: readonly ConnectionRow[], nowMs: number): Presence | undefined => {
  const fresh = rows.filter((row) => isFresh(row, nowMs));
  if (fresh.length === 0) return undefined;
  return fresh.every(({ isAway }) => isAway) ? 'away' : 'here';
};

export const isIdle = (untouchedMs: number): boolean => untouchedMs >= limits.awayAfterMs;

/** The places a connection could take: its own if it has one, or else any that nobody holds. */
export const openSlots = (
  rows: readonly ConnectionRow[],
  ownId: string,
  nowMs: number,
): readonly string[] => {
  const own = rows.find((row) => row.id === ownId);
  if (own !== undefined) return [own.slot];
  const held = new Set(rows.filter((row) => isFresh(row, nowMs)).map(({ slot }) => slot));
  return limits.connectionSlots.filter((slot) => !held.has(slot));
};
