import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../root.ts';
import type { Runtime } from './functionsRuntime.ts';

const folder = 'tools/node_modules/firebase-tools';

/** Relative to the project. */
export const firebaseCli = `${folder}/lib/bin/firebase.js`;

export const firebaseToolsVersion = (): string =>
  (JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as { readonly version: string })
    .version;

/** Its own table of what functions can run on, with the days on which that ends. */
export const knownRuntimes = (): ReadonlyMap<string, Runtime> => {
  const file = join(root, folder, 'lib/deploy/functions/runtimes/supported/types.js');
  const { RUNTIMES } = createRequire(import.meta.url)(file) as {
    readonly RUNTIMES?: Readonly<Record<string, Runtime>>;
  };
  if (RUNTIMES?.['nodejs22'] === undefined) throw new Error(`${file} no longer holds the table of runtimes.`);
  return new Map(Object.entries(RUNTIMES));
};
