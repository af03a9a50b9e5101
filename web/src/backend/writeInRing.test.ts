import { describe, expect, it } from 'vitest';
import type { TakenSlots } from './ring.ts';
import type { WriteOutcome } from './write.ts';
import { inRing } from './writeInRing.ts';

const ring = { slots: ['a', 'b'], windowMs: 100 };

/** A server that answers each write by the slot it takes, and a clock that stands at 1000. */
const serverWith = (taken: Map<string, number>, answer: (slot: string) => WriteOutcome) => ({
  tried: [] as string[],
  readTaken: (): Promise<TakenSlots> => Promise.resolve(new Map(taken)),
  nowMs: () => 1000,
  write(changes: ReadonlyMap<string, unknown>): Promise<WriteOutcome> {
    const slot = [...changes.keys()].join('');
    this.tried.push(slot);
    return Promise.resolve(answer(slot));
  },
});
const inSlot = (slot: string): ReadonlyMap<string, unknown> => new Map([[slot, 1]]);

describe('inRing', () => {
  it.each(['stored', 'failed'] as const)('writes once when that is %s', async (kind) => {
    const server = serverWith(new Map(), () => kind);
    expect(await inRing(server, ring, inSlot)).toEqual({ kind });
    expect(server.tried).toEqual(['a']);
  });

  it('writes nothing while no slot is free, and says when one is', async () => {
    const server = serverWith(
      new Map([
        ['a', 950],
        ['b', 940],
      ]),
      () => 'stored',
    );
    expect(await inRing(server, ring, inSlot)).toEqual({ kind: 'too_fast', untilMs: 1040 });
    expect(server.tried).toEqual([]);
  });

  it('tries another slot when the first was lost to another tab', async () => {
    const taken = new Map<string, number>();
    const server = serverWith(taken, (slot) => {
      if (slot === 'b') return 'stored';
      taken.set('a', 1000);
      return 'denied';
    });
    expect(await inRing(server, ring, inSlot)).toEqual({ kind: 'stored' });
    expect(server.tried).toEqual(['a', 'b']);
  });

  it('is refused when that was not for the slot', async () => {
    const server = serverWith(new Map(), () => 'denied');
    expect(await inRing(server, ring, inSlot)).toEqual({ kind: 'denied' });
    expect(server.tried).toEqual(['a']);
  });

  it('gives up when every slot is lost', async () => {
    const taken = new Map<string, number>();
    const server = serverWith(taken, (slot) => {
      taken.set(slot, 1000);
      return 'denied';
    });
    expect(await inRing(server, ring, inSlot)).toEqual({ kind: 'too_fast', untilMs: 1100 });
    expect(server.tried).toEqual(['a', 'b']);
  });
});
