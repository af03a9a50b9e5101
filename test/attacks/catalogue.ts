import type { Attack } from './attack.ts';
import { limiterAttacks } from './limiter.ts';
import { shapeAttacks } from './shape.ts';

/** Every attack, in the order of their numbers. */
export const catalogue: readonly Attack[] = [...shapeAttacks, ...limiterAttacks].toSorted(
  (one, other) => one.id - other.id,
);
