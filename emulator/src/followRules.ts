import { readFile, stat } from 'node:fs/promises';
import { type Owner, RulesError } from './owner.ts';

/** How often to look at the file. Asking is all that works everywhere: editors put a new file in its place. */
const lookMs = 300;

/**
 * Puts the rules of a file in force in every database, and again whenever the file changes. A change with a mistake
 * in it is told to `log`, and the old rules stay.
 *
 * @returns what ends it
 * @throws (rejects) when the file cannot be read, or is wrong at the beginning
 */
export const followRules = async (
  file: string,
  owner: Pick<Owner, 'setRules'>,
  log: (line: string) => void,
): Promise<() => void> => {
  // Looked at before it is read, so that no change falls between.
  let version = await versionOf(file);
  await load(file, owner);
  const look = async (): Promise<void> => {
    const found = await versionOf(file);
    if (found === version) return;
    version = found;
    await load(file, owner).then(
      () => log(`The rules of ${file} are in force.`),
      (error: Error) => log(`${error.message}\nThe old rules stay in force.`),
    );
  };
  let isLooking = false;
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    void look().finally(() => (isLooking = false));
  }, lookMs).unref();
  return () => clearInterval(timer);
};

/** Differs when the file is another, or says something else. */
const versionOf = (file: string): Promise<string> =>
  stat(file).then(
    ({ ino, size, mtimeMs }) => [ino, size, mtimeMs].join(),
    () => 'absent',
  );

const load = async (file: string, owner: Pick<Owner, 'setRules'>): Promise<void> => {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new Error(`The rules cannot be read: ${error.message}.`, { cause: error });
  });
  await owner.setRules(text).catch((error: unknown) => {
    if (!(error instanceof RulesError)) throw error;
    // As compilers say it, so that editors and terminals find the place.
    const lines = error.problem.trimEnd().split('\n');
    throw new Error(lines.map((line) => `${file}:${line}`).join('\n'), { cause: error });
  });
};
