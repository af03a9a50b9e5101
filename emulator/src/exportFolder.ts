/**
 * The folders that `firebase emulators:export` writes and `--import` reads: `firebase-export-metadata.json`, which
 * names the part of each product, and for this one a file `<database>.json` for each database.
 */
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Owner } from './owner.ts';

const metadataFile = 'firebase-export-metadata.json';
const dataFolder = 'database_export';

/** The emulator whose form this is, as firebase-tools names it. */
const formatVersion = '4.11.2';

/**
 * Takes data in: every database of such a folder, or of a folder of `<database>.json`, or one such file.
 *
 * @throws (rejects) with the file and what is wrong with it
 */
export const importFrom = async (path: string, owner: Owner): Promise<void> => {
  const found = await stat(path).catch((error: unknown) => {
    throw cannotImport(path, error);
  });
  const files = found.isDirectory() ? await filesIn(path) : [path];
  for (const file of files) {
    try {
      const data = JSON.parse(await readFile(file, 'utf8')) as unknown;
      await owner.import(data, { namespace: basename(file, '.json') });
    } catch (error) {
      throw cannotImport(file, error);
    }
  }
};

const cannotImport = (file: string, error: unknown): Error =>
  new Error(`${file} cannot be imported: ${(error as Error).message}`, { cause: error });

const filesIn = async (folder: string): Promise<readonly string[]> => {
  const part = await partIn(folder);
  const names = (await readdir(part)).filter((name) => name.endsWith('.json') && name !== metadataFile);
  if (names.length === 0) throw new Error(`${part} has no data: there is no file <database>.json in it.`);
  return names.toSorted().map((name) => join(part, name));
};

/** Where the databases are in a folder: firebase-tools says it in its metadata. */
const partIn = async (folder: string): Promise<string> => {
  const path = ((await metadataOf(folder))['database'] as { path?: unknown } | undefined)?.path;
  return typeof path === 'string' ? join(folder, path) : folder;
};

const metadataOf = async (folder: string): Promise<Record<string, unknown>> => {
  const file = join(folder, metadataFile);
  try {
    const metadata = JSON.parse(await readFile(file, 'utf8')) as unknown;
    return typeof metadata === 'object' && metadata !== null ? { ...metadata } : {};
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new Error(`${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
};

/**
 * Writes every database that holds data. What other products have in the folder stays, and what an earlier export
 * left of this one goes only when the new one is whole.
 */
export const exportTo = async (folder: string, owner: Owner): Promise<void> => {
  const metadata = await metadataOf(folder);
  const fresh = join(folder, `${dataFolder}.new`);
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  for (const [namespace, data] of Object.entries(await owner.export())) {
    await writeFile(join(fresh, `${namespace}.json`), JSON.stringify(data));
  }
  await rm(join(folder, dataFolder), { recursive: true, force: true });
  await rename(fresh, join(folder, dataFolder));
  const database = { version: formatVersion, path: dataFolder };
  await writeFile(
    join(folder, metadataFile),
    `${JSON.stringify({ version: formatVersion, ...metadata, database }, null, 2)}\n`,
  );
};
