import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { familyOf, isAlive, signal } from './processTree.ts';

let child: ChildProcess | undefined;
afterEach(() => child?.kill('SIGKILL'));

describe('familyOf', () => {
  it('finds children of children, detached ones too', async () => {
    const idle = 'setInterval(() => {}, 1000);';
    const parent = `
      const { spawn } = require('node:child_process');
      const child = spawn(process.execPath, ['-e', ${JSON.stringify(idle)}], { detached: true, stdio: 'ignore' });
      process.stdout.write(String(child.pid));
      ${idle}`;
    child = spawn(process.execPath, ['-e', parent], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [text] = (await once(child.stdout ?? child, 'data')) as [Buffer];
    const grandchild = Number(text.toString());

    const family = familyOf(process.pid);
    expect(family).toContain(child.pid);
    expect(family).toContain(grandchild);
    expect(familyOf(child.pid ?? 0)).toEqual([child.pid, grandchild]);

    signal(grandchild, 'SIGKILL');
    await expect.poll(() => isAlive(grandchild)).toBe(false);
    // Signalling what has gone is no error.
    signal(grandchild, 'SIGKILL');
  });
});
