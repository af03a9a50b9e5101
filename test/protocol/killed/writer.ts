import { writeSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Databases } from '../../../emulator/src/engine/databases.ts';
import { openDataDirectory } from '../../../emulator/src/journal/dataDirectory.ts';
import { defaultLimits } from '../../../emulator/src/limits.ts';
import { operate } from './operations.ts';

/**
 * Writes until it is killed: `node writer.js <directory> <number of the first change>`. It says the number of each change
 * that it would have acknowledged, and rewrites its log as often as it can.
 */
const [, , directory = '', first = '0'] = process.argv;
const databases = new Databases({ clock: { now: () => 0 }, limits: defaultLimits, log: () => {} });
openDataDirectory({ directory, databases, log: () => {}, compactBytes: 10_000 });
for (let number = Number(first); ; number += 1) {
  operate(databases, number);
  writeSync(1, `${number}\n`);
  // By the way that the rewriting of the log goes, so that it comes along.
  if (number % 2 === 0) await stat(directory);
}
