import { isGuest } from './account.ts';
import { serverNow } from './clock.ts';
import { readOnce } from './live.ts';
import { chooseSlot, isFree, readTakenSlots, turnAt, type Ring, type TakenSlots } from './ring.ts';
import { write, type Changes, type WriteOutcome } from './write.ts';

/** `too_fast`: every slot of the ring is taken, and the first is free again at `untilMs`, by the server's clock. */
export type PacedOutcome =
  { readonly kind: WriteOutcome } | { readonly kind: 'too_fast'; readonly untilMs: number };

/** What a ring asks of somebody with an account, and of a guest, as the contract's limits say. Times in milliseconds. */
interface RingLimit extends Ring {
  readonly guestWindowMs: number;
}

/** What it takes to write in a ring. */
export interface RingPorts {
  readonly readTaken: () => Promise<TakenSlots>;
  readonly write: (changes: Changes) => Promise<WriteOutcome>;
  readonly nowMs: () => number;
}

/** Writes what `plan` makes with a free slot of the ring at `path`, which must be one of the person's own. */
export const writeInRing = (
  path: string,
  { slots, windowMs, guestWindowMs }: RingLimit,
  plan: (slot: string) => Changes,
): Promise<PacedOutcome> =>
  inRing(
    {
      // Without an answer any slot may be free. The write waits for a connection, and tells.
      readTaken: () => readOnce(path).then(readTakenSlots, () => new Map()),
      write,
      nowMs: serverNow,
    },
    { slots, windowMs: isGuest() ? guestWindowMs : windowMs },
    plan,
  );

/** A slot that another tab takes at the same moment is lost to it; then there may be another one. */
export const inRing = async (
  ports: RingPorts,
  ring: Ring,
  plan: (slot: string) => Changes,
): Promise<PacedOutcome> => {
  let taken = await ports.readTaken();
  for (let attempt = 0; attempt < ring.slots.length; attempt += 1) {
    const slot = chooseSlot(ring, taken, ports.nowMs());
    if (slot === undefined) break;
    const kind = await ports.write(plan(slot));
    if (kind !== 'denied') return { kind };
    taken = await ports.readTaken();
    if (isFree(ring, taken, slot, ports.nowMs())) return { kind };
  }
  return { kind: 'too_fast', untilMs: turnAt(ring, taken, 0, ports.nowMs()) };
};
