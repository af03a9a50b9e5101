import type { Progress } from '../progress.mjs';
import { measureArrivals } from './emulator/arrivals.ts';
import { measureFanOut } from './emulator/fanOut.ts';
import type { Rows } from './emulator/inTurns.ts';
import { measureLongRooms } from './emulator/longRooms.ts';
import { measureWrites } from './emulator/writes.ts';
import { measureEmulatorStart } from './emulatorStart.ts';

/**
 * What the database emulator costs, beside the least that anything could: a broadcaster of frames that are made once, and a
 * server that speaks the protocol and does nothing else. Two numbers in brackets are its own and that of the other.
 */
export const measureEmulator = async (progress: Progress): Promise<Rows> => [
  ...(await measureEmulatorStart()),
  ...(await measureFanOut(progress)),
  ...(await measureWrites(progress)),
  ...(await measureArrivals(progress)),
  ...(await measureLongRooms(progress)),
];
