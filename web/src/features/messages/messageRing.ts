import { limits, messageSlot } from '@causerie/contract';

/**
 * The rules let a person send as many messages in any window of time as the ring has slots: each message takes a slot,
 * and a slot is free again one window after it was taken. All times are the server's, in milliseconds.
 */
export type TakenSlots = ReadonlyMap<string, number>;

const { slots, windowMs } = limits.messageRing;

/** Reads `limits/{uid}/messages`: when each slot was last taken. */
export const readTakenSlots = (value: unknown): TakenSlots => {
  const taken = new Map<string, number>();
  if (typeof value !== 'object' || value === null) return taken;
  for (const [slot, row] of Object.entries(value)) {
    const read = messageSlot.read(row);
    if (read !== undefined) taken.set(slot, read.at);
  }
  return taken;
};

const freeAt = (taken: TakenSlots, slot: string): number => {
  const at = taken.get(slot);
  return at === undefined ? Number.NEGATIVE_INFINITY : at + windowMs;
};

export const isFree = (taken: TakenSlots, slot: string, nowMs: number): boolean =>
  freeAt(taken, slot) <= nowMs;

/** The slot that has been free for longest, or nothing. */
export const chooseSlot = (taken: TakenSlots, nowMs: number): string | undefined =>
  slots
    .filter((slot) => isFree(taken, slot, nowMs))
    .toSorted((a, b) => freeAt(taken, a) - freeAt(taken, b))[0];

/** When the `place`-th of several waiting messages (from 0) can leave at the earliest. */
export const turnAt = (taken: TakenSlots, place: number, nowMs: number): number => {
  const turns = slots.map((slot) => Math.max(nowMs, freeAt(taken, slot))).toSorted((a, b) => a - b);
  const rounds = Math.floor(place / turns.length);
  return (turns[place % turns.length] ?? nowMs) + rounds * windowMs;
};
