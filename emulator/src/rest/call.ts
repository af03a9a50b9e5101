import type { Identity } from '../auth/identity.ts';
import type { Databases } from '../engine/databases.ts';
import type { RestRequest, Target } from './request.ts';

/** A request whose URL, namespace and credential have been read. */
export interface Call {
  readonly request: RestRequest;
  readonly target: Target;
  readonly namespace: string;
  readonly identity: Identity;
  readonly databases: Databases;
}
