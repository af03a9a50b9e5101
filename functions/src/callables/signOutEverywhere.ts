import { paths } from '@causerie/contract';
import { childrenOf } from '../tree/tree.ts';
import { callable } from './callable.ts';

/**
 * Ends all sessions of the caller. Auth gives out no more tokens for them; those that are out would go on for up to an hour, so rules
 * compare them with `revoked/{uid}`, and listeners that are open end with the write.
 */
export const signOutEverywhere = callable('signOutEverywhere', {
  parse: (data) =>
    data === null || childrenOf(data).size > 0
      ? { problem: 'signOutEverywhere takes an empty object: { "data": {} }.' }
      : {},
  answer: async ({ tree, auth, caller: { uid }, nowMs }) => {
    await tree.change(paths.revoked.at({ uid }), (current) => Math.max(Number(current), nowMs));
    await auth.revokeRefreshTokens(uid);
    return { atMs: nowMs };
  },
});
