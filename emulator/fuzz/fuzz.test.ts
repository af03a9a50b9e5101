import { describe, expect, it } from 'vitest';
import { hunt } from './hunt.ts';
import { targets } from './targets.ts';

/** Of all that is tried while developing, a share that nobody has to wait for. */
const inputs = 500;

describe('whatever strangers send', () => {
  it.each(targets)(
    'breaks nothing: $name',
    (target) => {
      const seed = Date.now() % 2 ** 31;
      const broken = hunt(target, seed, (tried) => tried < inputs);
      if (broken === undefined) return;
      expect.fail(`With the seed ${seed}, on ${JSON.stringify(broken.input)}: ${String(broken.error)}`);
    },
    30_000,
  );
});
