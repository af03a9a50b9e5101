/** What is kept of one place: its value as JSON, and when it was last of use, in milliseconds since 1970. */
export interface KeptRow {
  readonly text: string;
  readonly usedAtMs: number;
}

/** A person does not come back to more rooms than these without asking the server. */
const keptRoomsMax = 20;

/** Profiles, memberships and lists: small ones. */
const keptValuesMax = 400;

/** Longer than two hundred messages with their html usually are; a place that holds more is not kept. */
export const keptTextMax = 2_000_000;

export const isRow = (value: unknown): value is KeptRow => {
  const { text, usedAtMs } = Object(value) as Record<string, unknown>;
  return typeof text === 'string' && typeof usedAtMs === 'number';
};

/** The places to give up, those that have been of no use for longest. `isRoom` tells the two kinds apart. */
export const surplus = (
  rows: ReadonlyMap<string, KeptRow>,
  isRoom: (address: string) => boolean,
): readonly string[] => {
  const newestFirst = [...rows]
    .toSorted(([, a], [, b]) => b.usedAtMs - a.usedAtMs)
    .map(([address]) => address);
  return [
    ...newestFirst.filter(isRoom).slice(keptRoomsMax),
    ...newestFirst.filter((address) => !isRoom(address)).slice(keptValuesMax),
  ];
};
