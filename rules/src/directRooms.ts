import { idPatterns } from '@causerie/contract';
import { any, type Expression, matches } from './predicates.ts';

/**
 * The id of a direct room is made of the uids of its two people, the smaller first. Taken apart, it says who they are: each of
 * its two marks, `d-` and `_`, stands in it once, because uids with other than letters and digits have no direct rooms.
 */
export const isDirectId: Expression = matches('$roomId', idPatterns.directRoom);

export const isFirst = (uid: Expression): Expression => `$roomId.beginsWith('d-' + ${uid} + '_')`;
export const isSecond = (uid: Expression): Expression => `$roomId.endsWith('_' + ${uid})`;

/** The person is one of the two. Asked of an id that is a direct room's. */
export const isOneOfTwo = (uid: Expression): Expression => any(isFirst(uid), isSecond(uid));

export const otherOfFirst = (uid: Expression): Expression => `$roomId.replace('d-' + ${uid} + '_', '')`;
export const otherOfSecond = (uid: Expression): Expression =>
  `$roomId.replace('_' + ${uid}, '').replace('d-', '')`;
