import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** The fields of /proc/<pid>/stat after the command, which may itself contain spaces and parentheses: state, parent, … */
const statOf = (pid: number): readonly string[] => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
};

/** Parent ids by process id, of everything that runs on this machine. */
const parents = (): ReadonlyMap<number, number> => {
  if (process.platform === 'linux') {
    // Read from /proc, because small images carry no `ps`.
    const found = new Map<number, number>();
    for (const name of readdirSync('/proc')) {
      const pid = Number(name);
      if (!Number.isInteger(pid)) continue;
      try {
        found.set(pid, Number(statOf(pid)[1]));
      } catch {
        // It ended between the listing and the reading.
      }
    }
    return found;
  }
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  return new Map(rows.map((row) => row.trim().split(/\s+/).map(Number) as [number, number]));
};

/** A process and everything it started, however deep, detached or not; parents come before children. */
export const familyOf = (pid: number): readonly number[] => {
  const family = [pid];
  const all = parents();
  for (const member of family) {
    for (const [child, parent] of all) if (parent === member) family.push(child);
  }
  return family;
};

/** Whether a process still runs. One that has ended but whose parent has not asked for its result does not. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || statOf(pid)[0] !== 'Z';
  } catch {
    return false;
  }
};

/** Sends a signal; a process that has already ended is as good as signalled. */
export const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch {
    // Gone.
  }
};
