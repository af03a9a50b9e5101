import { readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataDirectoryError } from './dataDirectoryError.ts';

/** The locks that this process holds: a lock with its number that is not among them is a dead process's. */
const held = new Set<string>();

/**
 * Takes a directory for this process. A process that was killed leaves its lock behind, which counts for nothing.
 *
 * @returns gives it back
 * @throws {DataDirectoryError} when another process has it
 */
export const lockDirectory = (directory: string): (() => void) => {
  // A directory has many names, and what this process holds is known by one.
  const file = join(realpathSync(directory), 'lock');
  const mark = markOf(process.pid);
  // Once more after a lock of the dead was taken away; a third time is somebody else who is as quick.
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(file, mark, { flag: 'wx' });
      held.add(file);
      return () => {
        if (held.delete(file)) rmSync(file, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = holderOf(file);
    if (holder !== undefined) throw inUse(directory, holder);
    rmSync(file, { force: true });
  }
  throw inUse(directory, holderOf(file));
};

const inUse = (directory: string, pid: number | undefined): DataDirectoryError =>
  new DataDirectoryError(
    `The data directory ${directory} is in use by process ${pid ?? 'of another emulator'}. Stop that one, or choose another directory. ` +
      `If that process is no emulator, delete ${join(directory, 'lock')}.`,
  );

/** The live process that a lock names. */
const holderOf = (file: string): number | undefined => {
  const mark = readIfThere(file);
  const pid = Number(/^\d{1,10}/.exec(mark)?.[0] ?? 0);
  if (pid === process.pid) return held.has(file) ? pid : undefined;
  return pid > 0 && isAlive(pid) && markOf(pid) === mark ? pid : undefined;
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Numbers come back, above all in containers; where the system tells when a process began, that is part of its mark. */
const markOf = (pid: number): string => {
  // The name of the process, in brackets, may hold anything. Behind it, field 22 of the whole line is what is wanted.
  const fields = readIfThere(`/proc/${pid}/stat`).replace(/^.*\)/s, '').trim().split(' ');
  // Dead, and nobody has asked how it died.
  const [state, began = ''] = [fields[0], fields[19]];
  return state === 'Z' ? '' : `${pid} ${began}\n`;
};

const readIfThere = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};
