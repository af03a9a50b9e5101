import type { CallFailure } from '@causerie/contract';
import { type FunctionsErrorCode, HttpsError } from 'firebase-functions/v2/https';

const refusals = {
  signedOut: ['unauthenticated', 'Send an ID token: Authorization: Bearer …'],
  sessionEnded: ['unauthenticated', 'This session is over. Sign in again.'],
  signInAgain: ['failed-precondition', 'The sign-in is too long ago for this. Sign in again first.'],
  tooManyCalls: ['resource-exhausted', 'Too many calls. Wait for details.retryAfterMs.'],
  badInput: ['invalid-argument', 'The data is not what this function takes.'],
  notHere: ['failed-precondition', 'This installation is not set up to be called.'],
  internal: ['internal', 'Something failed on our side.'],
} as const satisfies Readonly<Record<CallFailure['reason'], readonly [FunctionsErrorCode, string]>>;

/** An error that says to the caller why, in a form that a page can read. @param what more than is usually said */
export const refusal = (
  reason: CallFailure['reason'],
  { what, retryAfterMs }: { readonly what?: string; readonly retryAfterMs?: number } = {},
): HttpsError => {
  const [code, usual] = refusals[reason];
  const details: CallFailure = retryAfterMs === undefined ? { reason } : { reason, retryAfterMs };
  return new HttpsError(code, what ?? usual, details);
};
