import type { Attack } from './attack.ts';
import { absentAttacks } from './absent.ts';
import { brigadeAttacks } from './brigade.ts';
import { classicAttacks } from './brokenLimiters.ts';
import { callAttacks } from './calls.ts';
import { deployedAttacks } from './deployed.ts';
import { functionAttacks } from './functions.ts';
import { inviteAttacks } from './invites.ts';
import { limiterAttacks } from './limiter.ts';
import { markupAttacks } from './markup.ts';
import { presenceAttacks } from './presence.ts';
import { readingAttacks } from './reading.ts';
import { roleAttacks } from './roles.ts';
import { shapeAttacks } from './shape.ts';
import { deviceAttacks } from './sharedDevice.ts';
import { trickAttacks } from './trickery.ts';
import { fireAttacks } from './underFire.ts';

/** Every attack, in the order of their numbers. */
export const catalogue: readonly Attack[] = [
  ...markupAttacks,
  ...shapeAttacks,
  ...limiterAttacks,
  ...roleAttacks,
  ...inviteAttacks,
  ...readingAttacks,
  ...presenceAttacks,
  ...absentAttacks,
  ...functionAttacks,
  ...deployedAttacks,
  ...callAttacks,
  ...deviceAttacks,
  ...brigadeAttacks,
  ...classicAttacks,
  ...trickAttacks,
  ...fireAttacks,
].toSorted((one, other) => one.id - other.id);
