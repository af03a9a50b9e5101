import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startEmulator } from './emulator.ts';
import { RulesError } from './owner.ts';

const statusOf = async (url: string, init?: RequestInit): Promise<number> => (await fetch(url, init)).status;

describe('startEmulator', () => {
  it('says where clients find it, and ends once', async () => {
    const emulator = await startEmulator();
    expect(emulator.url).toBe(`http://127.0.0.1:${emulator.port}`);
    expect(await statusOf(`${emulator.url}/.json?ns=demo`)).toBe(200);
    await Promise.all([emulator.close(), emulator.close(), emulator[Symbol.asyncDispose]()]);
    await expect(fetch(emulator.url)).rejects.toThrow('fetch failed');
  });

  it('names a way to itself when it listens on every address', async () => {
    await using emulator = await startEmulator({ host: '0.0.0.0' });
    expect(emulator.url).toBe(`http://127.0.0.1:${emulator.port}`);
  });

  it('begins every database with its rules', async () => {
    await using emulator = await startEmulator({ rules: { rules: { open: { '.read': true } } } });
    expect(await statusOf(`${emulator.url}/open.json?ns=any`)).toBe(200);
    expect(await statusOf(`${emulator.url}/closed.json?ns=any`)).toBe(401);
  });

  it('leaves nothing behind when it cannot start', async () => {
    const data = mkdtempSync(join(tmpdir(), 'emulator-test-'));
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    try {
      await expect(startEmulator({ data, rules: '{"rules": {".read": "tr"}}' })).rejects.toThrow(RulesError);
      await expect(startEmulator({ data, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
      await expect(startEmulator({ data, allowedOrigins: ['desk'] })).rejects.toThrow('desk');
      // The directory is one process's at a time.
      await (await startEmulator({ data })).close();
    } finally {
      taken.close();
      rmSync(data, { recursive: true });
    }
  });
});
