import type * as FileSystem from 'node:fs';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { admin } from '../auth/identity.ts';
import { Databases } from '../engine/databases.ts';
import { defaultLimits } from '../limits.ts';
import { toJson } from '../tree/json.ts';
import { openDataDirectory } from './dataDirectory.ts';

/** Bytes that the disk still takes. */
const disk = vi.hoisted(() => ({ freeBytes: Infinity }));

/** As the system does it: what fits is written, and only then there is an error. */
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof FileSystem>();
  const writeSync = (file: number, bytes: Uint8Array, from: number, length: number, at: number): number => {
    if (disk.freeBytes <= 0) throw Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' });
    const written = fs.writeSync(file, bytes, from, Math.min(length, disk.freeBytes), at);
    disk.freeBytes -= written;
    return written;
  };
  return { ...fs, writeSync };
});

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'full-disk-'));
  disk.freeBytes = Infinity;
});
afterEach(() => rmSync(directory, { recursive: true }));

const start = () => {
  const lines: string[] = [];
  const log = (line: string): void => void lines.push(line);
  const databases = new Databases({ clock: { now: () => 1000 }, limits: defaultLimits, log });
  const data = openDataDirectory({ directory, databases, log });
  const database = databases.open('demo');
  if ('problem' in database) throw new Error(database.problem);
  return { database, data, lines };
};

const refusal = {
  ok: false,
  status: 'unavailable',
  message: 'The emulator cannot keep this change, so it did not happen: its log says why.',
};

describe('a full disk', () => {
  it.each([0, 1, 40])(
    'that takes %i more bytes refuses changes, and nothing of them happens',
    async (freeBytes) => {
      const { database, data, lines } = start();
      database.set(admin, ['a'], 1);
      const before = readFileSync(join(directory, 'log-1'));
      disk.freeBytes = freeBytes;
      expect(database.set(admin, ['a'], 2)).toEqual(refusal);
      expect(database.update(admin, [], { b: 3 })).toEqual(refusal);
      expect(database.loadRules('{"rules": {}}')).toEqual({ ok: false, problem: refusal.message });
      expect(toJson(database.root, 'plain')).toEqual({ a: 1 });
      expect(database.rules.isDefault).toBe(true);
      expect(readFileSync(join(directory, 'log-1'))).toEqual(before);
      expect(lines).toEqual([
        `A change was refused. The data directory ${directory} cannot be used: the disk is full. Make room, or choose another place.`,
      ]);

      disk.freeBytes = Infinity;
      expect(database.set(admin, ['a'], 4)).toMatchObject({ ok: true });
      expect(lines[1]).toBe(`The data directory ${directory} can be written to again.`);
      await data.close();
      const next = start();
      expect(toJson(next.database.root, 'plain')).toEqual({ a: 4 });
      await next.data.close();
    },
  );
});
