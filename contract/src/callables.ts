/**
 * What the page asks functions for, because rules cannot do it: what is asked, and what is answered. Each is a POST to
 * `callableAddress(name)` with `{ data }` as JSON and the ID token as bearer; the answer is `{ result }` or `{ error }`.
 */
export interface Callables {
  /** Ends all sessions of the person, also the one that asks. `atMs`: those that began before are over. */
  readonly signOutEverywhere: {
    readonly data: Readonly<Record<string, never>>;
    readonly result: { readonly atMs: number };
  };
  /** Everything that is stored about the person, page by page: `null` first, then `next`, until that is `null`. */
  readonly exportMyData: {
    readonly data: { readonly cursor: string | null };
    readonly result: { readonly items: readonly ExportedItem[]; readonly next: string | null };
  };
  /** Erases the person. The account is locked at once; what they left goes in the background. There is no way back. */
  readonly eraseAccount: {
    readonly data: { readonly confirm: typeof eraseConfirmation };
    readonly result: { readonly accepted: true };
  };
}

export type CallableName = keyof Callables;

/** One place of the tree and what stands there. */
export interface ExportedItem {
  readonly path: string;
  readonly value: unknown;
}

/** Said with an erase request, so that none is made by mistake. */
export const eraseConfirmation = 'erase-my-account';

/** Hosting hands these addresses to the functions, so that the page never asks another origin. */
export const callableAddress = (name: CallableName): string => `/api/${name}`;

/**
 * Why a call failed: `signedOut` without a token, `sessionEnded` with one that holds no longer, `signInAgain` when the sign-in is too long
 * ago for what was asked, `notHere` when the installation is at fault.
 */
export const callFailureReasons = [
  'signedOut',
  'sessionEnded',
  'signInAgain',
  'tooManyCalls',
  'badInput',
  'notHere',
  'internal',
] as const;

export interface CallFailure {
  readonly reason: (typeof callFailureReasons)[number];
  /** When it is worth trying again, in milliseconds from the answer. */
  readonly retryAfterMs?: number;
}

const child = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? new Map<string, unknown>(Object.entries(value)).get(name)
    : undefined;

/** Reads the answer to a failed call. Google's own front refuses some tokens before we see them, and says nothing more than that. */
export const readCallFailure = (answer: unknown): CallFailure => {
  const error = child(answer, 'error');
  const details = child(error, 'details');
  const given = child(details, 'reason');
  const reason = callFailureReasons.find((known) => known === given);
  if (reason === undefined)
    return { reason: child(error, 'status') === 'UNAUTHENTICATED' ? 'sessionEnded' : 'internal' };
  const retryAfterMs = child(details, 'retryAfterMs');
  return typeof retryAfterMs === 'number' ? { reason, retryAfterMs } : { reason };
};
