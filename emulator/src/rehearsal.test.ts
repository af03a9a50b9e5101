import { expect, it } from 'vitest';
import { rehearse } from './rehearsal.ts';

const sockets = (): number =>
  process.getActiveResourcesInfo().filter((kind) => kind.startsWith('TCP')).length;

it('is answered whatever it asks, and leaves nothing behind that would keep the process', async () => {
  const before = sockets();
  // Each client asks for eight things.
  expect((await rehearse()) % 8).toBe(0);
  expect(await rehearse()).toBeGreaterThan(8);
  await expect.poll(sockets).toBe(before);
});
