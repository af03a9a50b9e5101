import type { Identity } from '../auth/identity.ts';
import type { Clock } from '../clock.ts';
import type { Database, Failure, Listener } from '../engine/database.ts';
import type { OnDisconnectQueue } from '../engine/onDisconnect.ts';
import type { Action, FailureReply, Reply, RequestFor } from './message.ts';

/** The session a request came on, as far as handlers may see and change it. */
export interface Caller extends Listener {
  readonly database: Database;
  readonly clock: Clock;
  readonly onDisconnect: OnDisconnectQueue;
  /** Why nobody may sign in as the owner here, if so. */
  readonly refusalOfOwner: string | undefined;
  /** Whether a user's token ends when it says so. */
  readonly enforceTokenExpiry: boolean;
  /**
   * Goes on as somebody else; listens this one may not have are revoked.
   * @param untilMs when the client will be told that its credential is over
   */
  become(identity: Identity, untilMs?: number): void;
}

/** Answers one kind of request. Every push it causes is sent before it returns, and so before its reply. */
export type Handler<A extends Action> = (caller: Caller, request: RequestFor<A>) => Reply;

const wireStatus = {
  permission_denied: 'permission_denied',
  datastale: 'datastale',
  too_big: 'too_big',
  too_many_triggers: 'too_many_triggers',
  trigger_payload_too_large: 'trigger_payload_too_large',
  unavailable: 'unavailable',
  invalid: 'invalid_parameters',
  // The protocol has no word of its own for this; the client shows the message.
  no_index: 'failure',
} as const satisfies Record<Failure['status'], FailureReply['status']>;

export const refuse = (failure: Failure): FailureReply => ({
  status: wireStatus[failure.status],
  data: failure.message,
});
