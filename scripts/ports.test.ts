import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { freePorts, host, shiftedPorts, takenPorts } from './ports.ts';

describe('ports', () => {
  it('moves all of them by the same number', () => {
    expect(shiftedPorts(100).database - shiftedPorts(0).database).toBe(100);
    expect(shiftedPorts(100).web - shiftedPorts(0).web).toBe(100);
  });

  it('names those on which something listens', async () => {
    const server = createServer().listen(0, host);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const ports = { ...(await freePorts()), database: port };
    expect(await takenPorts(ports, ['auth', 'database'])).toEqual(['database']);
    expect(await takenPorts(ports, ['auth'])).toEqual([]);
    server.close();
  });

  it('finds different free ones, below those that outgoing connections take', async () => {
    const found = Object.values(await freePorts());
    expect(new Set(found).size).toBe(found.length);
    expect(Math.max(...found)).toBeLessThan(32_768);
    expect(Math.min(...found)).toBeGreaterThan(1024);
  });
});
