import { messageSlot } from '@causerie/contract';

/**
 * A ring of slots, by which the rules hold a person to a pace: each thing of a kind takes a slot, and a slot is free again
 * one window after it was taken. All times are the server's, in milliseconds.
 */
export interface Ring {
  readonly slots: readonly string[];
  readonly windowMs: number;
}

/** When each slot was last taken. */
export type TakenSlots = ReadonlyMap<string, number>;

/** Reads `limits/{uid}/{ring}`. The slots of all rings are alike for a reader. */
export const readTakenSlots = (value: unknown): TakenSlots => {
  const taken = new Map<string, number>();
  if (typeof value !== 'object' || value === null) return taken;
  for (const [slot, row] of Object.entries(value)) {
    const read = messageSlot.read(row);
    if (read !== undefined) taken.set(slot, read.at);
  }
  return taken;
};

const freeAt = ({ windowMs }: Ring, taken: TakenSlots, slot: string): number => {
  const at = taken.get(slot);
  return at === undefined ? Number.NEGATIVE_INFINITY : at + windowMs;
};

export const isFree = (ring: Ring, taken: TakenSlots, slot: string, nowMs: number): boolean =>
  freeAt(ring, taken, slot) <= nowMs;

/** The slot that has been free for longest, or nothing. */
export const chooseSlot = (ring: Ring, taken: TakenSlots, nowMs: number): string | undefined =>
  ring.slots
    .filter((slot) => isFree(ring, taken, slot, nowMs))
    .toSorted((a, b) => freeAt(ring, taken, a) - freeAt(ring, taken, b))[0];

/** When the `place`-th of several that wait (from 0) can have a slot at the earliest. */
export const turnAt = (ring: Ring, taken: TakenSlots, place: number, nowMs: number): number => {
  const turns = ring.slots
    .map((slot) => Math.max(nowMs, freeAt(ring, taken, slot)))
    .toSorted((a, b) => a - b);
  const rounds = Math.floor(place / turns.length);
  return (turns[place % turns.length] ?? nowMs) + rounds * ring.windowMs;
};
