import { paths, type Power, type Role, roles, roleTable, rolesWith } from '@causerie/contract';
import { all, any, placeIn, type Expression } from './predicates.ts';

/** The role that somebody has in `$roomId`, seen from a root. Null for whoever is not in it. */
export const roleIn = (root: Expression, uid: Expression): Expression =>
  `${placeIn(root, paths.member, { roomId: '$roomId', uid })}.child('role').val()`;

const isOneOf = (role: Expression, wanted: readonly Role[]): Expression =>
  any(...wanted.map((name) => `${role} === '${name}'`));

/** Whoever writes has this power in `$roomId`. */
export const may = (power: Power, root: Expression = 'root'): Expression =>
  isOneOf(roleIn(root, 'auth.uid'), rolesWith(power));

/** Whoever writes has this power over somebody who is in the room or outside. */
export const mayOver = (power: Power, uid: Expression = '$uid'): Expression => {
  const mine = roleIn('root', 'auth.uid');
  const theirs = roleIn('root', uid);
  const beyondReach = (role: Role): Expression =>
    all(
      ...roles
        .filter((other) => !roleTable[role].over.includes(other))
        .map((other) => `${theirs} !== '${other}'`),
    );
  return any(...rolesWith(power).map((role) => all(`${mine} === '${role}'`, beyondReach(role))));
};
