import { eraseConfirmation } from '@causerie/contract';
import { askFor } from '../cleanup/job.ts';
import { childrenOf } from '../tree/tree.ts';
import { callable } from './callable.ts';
import { hasJustSignedIn } from './caller.ts';
import { refusal } from './refusal.ts';

/**
 * Asks for the erasure of the caller, which goes on in batches and begins by locking the account. Whoever finds an open browser must not be
 * able to do that, so the sign-in must be recent; guests have no way to repeat theirs.
 */
export const eraseAccount = callable('eraseAccount', {
  parse: (data) =>
    childrenOf(data).get('confirm') === eraseConfirmation && childrenOf(data).size === 1
      ? { confirm: eraseConfirmation }
      : { problem: `eraseAccount takes { "confirm": "${eraseConfirmation}" } and nothing else.` },
  answer: async ({ tree, caller, nowMs }) => {
    if (!hasJustSignedIn(caller, nowMs)) throw refusal('signInAgain');
    await askFor(tree, { kind: 'accountErased', uid: caller.uid }, nowMs);
    return { accepted: true };
  },
});
