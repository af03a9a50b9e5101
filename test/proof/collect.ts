import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resultsFolder, resultsVariable } from '../../scripts/mutation/results.ts';

/** Gives this run a folder where its files of rules tests leave what they prove, unless whoever started it has. */
export const setup = (): (() => void) | undefined => {
  if (resultsFolder() !== undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'causerie-rules-'));
  process.env[resultsVariable] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
};
