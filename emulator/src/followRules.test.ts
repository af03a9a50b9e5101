import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Databases } from './engine/databases.ts';
import { followRules } from './followRules.ts';
import { defaultLimits } from './limits.ts';
import { type Owner, ownerOf } from './owner.ts';

const closed = '{"rules": {}}';
const open = '{"rules": {".write": true}}';
const wrong = '{"rules": {".write": "tr"}}';

let folder: string;
let file: string;
let databases: Databases;
let owner: Owner;
let stop: (() => void) | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rules-test-'));
  file = join(folder, 'database.rules.json');
  databases = new Databases({ clock: { now: () => 1000 }, limits: defaultLimits, log: () => {} });
  owner = ownerOf(databases);
});
afterEach(() => {
  stop?.();
  stop = undefined;
  rmSync(folder, { recursive: true });
});

const mayWrite = (): boolean => {
  const database = databases.open('demo');
  if ('problem' in database) throw new Error(database.problem);
  return database.set({ kind: 'ruled', auth: null }, ['x'], 1).ok;
};

/** Follows the file; `nextLine` waits for what is said next. */
const follow = async (): Promise<() => Promise<string>> => {
  const said: string[] = [];
  let waiting: ((line: string) => void) | undefined;
  stop = await followRules(file, owner, (line) => {
    if (waiting === undefined) said.push(line);
    else waiting(line);
    waiting = undefined;
  });
  return () => {
    const line = said.shift();
    return line === undefined ? new Promise((resolve) => (waiting = resolve)) : Promise.resolve(line);
  };
};

describe('followRules', () => {
  it('puts each version of the file in force, written in place or put in its place', async () => {
    writeFileSync(file, closed);
    const nextLine = await follow();
    expect(mayWrite()).toBe(false);
    writeFileSync(file, open);
    expect(await nextLine()).toBe(`The rules of ${file} are in force.`);
    expect(mayWrite()).toBe(true);
    writeFileSync(join(folder, 'new'), closed);
    renameSync(join(folder, 'new'), file);
    expect(await nextLine()).toBe(`The rules of ${file} are in force.`);
    expect(mayWrite()).toBe(false);
  });

  it('keeps the rules when a version is wrong, and says where', async () => {
    writeFileSync(file, closed);
    const nextLine = await follow();
    writeFileSync(file, wrong);
    expect(await nextLine()).toBe(`${file}:1:23: Unknown variable 'tr'.\nThe old rules stay in force.`);
    expect(mayWrite()).toBe(false);
  });

  it('refuses to begin with a file that is not there, or wrong', async () => {
    await expect(follow()).rejects.toThrow(/^The rules cannot be read: ENOENT.*database\.rules\.json/);
    writeFileSync(file, wrong);
    await expect(follow()).rejects.toThrow(`${file}:1:23: Unknown variable 'tr'.`);
  });
});
