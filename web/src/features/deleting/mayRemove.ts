import { roleTable, type Role } from '@causerie/contract';

/** Whether somebody may delete what another said. `theirs` is missing for whoever is not in the room any more. */
export const mayRemove = (mine: Role | undefined, theirs: Role | undefined): boolean => {
  if (mine === undefined) return false;
  const { powers, over } = roleTable[mine];
  return powers.includes('removeMessages') && (theirs === undefined || over.includes(theirs));
};
