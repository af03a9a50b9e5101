import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Databases } from './engine/databases.ts';
import { exportTo, importFrom } from './exportFolder.ts';
import { defaultLimits } from './limits.ts';
import { type Owner, ownerOf } from './owner.ts';

const data = {
  'demo-chat': { list: ['a', 'b'], heavy: { '.value': 1, '.priority': 2 }, 'clé 😀': true },
  __proto__x: { ['__proto__']: { toString: 'no' } },
};

let folder: string;
let owner: Owner;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'export-test-'));
  owner = newOwner();
});
afterEach(() => rmSync(folder, { recursive: true }));

const newOwner = (): Owner =>
  ownerOf(new Databases({ clock: { now: () => 1000 }, limits: defaultLimits, log: () => {} }));

const write = (file: string, content: unknown): void =>
  writeFileSync(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content));

describe('a folder of firebase emulators:export', () => {
  it('takes everything to another emulator', async () => {
    await owner.import(data);
    await exportTo(folder, owner);
    const other = newOwner();
    await importFrom(folder, other);
    expect(await other.export()).toEqual(await owner.export());
  });

  it('keeps what other products have in it, and loses what is no longer there of this one', async () => {
    write('firebase-export-metadata.json', {
      version: '15.0.0',
      auth: { version: '15.0.0', path: 'auth_export' },
    });
    await owner.import({ old: 1, 'demo-chat': 1 });
    await exportTo(folder, owner);
    await owner.clear({ namespace: 'old' });
    await exportTo(folder, owner);
    expect(readdirSync(join(folder, 'database_export'))).toEqual(['demo-chat.json']);
    expect(JSON.parse(readFileSync(join(folder, 'firebase-export-metadata.json'), 'utf8'))).toEqual({
      version: '15.0.0',
      auth: { version: '15.0.0', path: 'auth_export' },
      database: { version: '4.11.2', path: 'database_export' },
    });
  });
});

describe('importFrom', () => {
  it('takes one file, named after its database', async () => {
    write('demo.json', { a: 1 });
    await importFrom(join(folder, 'demo.json'), owner);
    expect(await owner.export()).toEqual({ demo: { a: 1 } });
  });

  it('takes a folder of such files', async () => {
    write('one.json', 1);
    write('other.json', 2);
    await importFrom(folder, owner);
    expect(await owner.export()).toEqual({ one: 1, other: 2 });
  });

  it.each([
    ['no JSON', { 'demo.json': '{"a":' }, 'demo.json cannot be imported: '],
    ['no data', { 'demo.json': '{"a.b": 1}' }, 'may not contain .'],
    ['a name that cannot be one', { '-demo.json': '1' }, 'Invalid namespace "-demo"'],
    ['nothing', {}, 'there is no file <database>.json'],
    ['metadata that is no JSON', { 'firebase-export-metadata.json': '{' }, 'metadata.json cannot be read'],
  ])('refuses %s', async (_case, files: Record<string, string>, problem) => {
    mkdirSync(folder, { recursive: true });
    for (const [file, content] of Object.entries(files)) write(file, content);
    await expect(importFrom(folder, owner)).rejects.toThrow(problem);
  });

  it('says so when there is nothing of that name', async () => {
    await expect(importFrom(join(folder, 'nowhere'), owner)).rejects.toThrow(
      /nowhere cannot be imported: ENOENT/,
    );
  });
});
