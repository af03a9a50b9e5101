import type { Identity } from '../auth/identity.ts';
import type { Databases } from '../engine/databases.ts';
import { namespaceOf } from '../namespace.ts';
import { identityOf } from './credential.ts';
import { headerOf, parseTarget, type RestRequest, type Target } from './request.ts';
import { respondError, type RestResponse } from './response.ts';

/** A request whose URL, namespace and credential have been read. */
export interface Call {
  readonly request: RestRequest;
  readonly target: Target;
  readonly namespace: string;
  readonly identity: Identity;
  readonly databases: Databases;
}

/** Reads what all requests have, or answers one in which it cannot be read. */
export const parseCall = (request: RestRequest, databases: Databases): Call | RestResponse => {
  const target = parseTarget(request.url);
  if ('problem' in target) return respondError(400, target.problem);
  const namespace = namespaceOf(target.params.get('ns') ?? null, headerOf(request, 'host'));
  if (typeof namespace !== 'string') return respondError(400, namespace.problem);
  const identity = identityOf(
    request,
    target,
    databases.enforceTokenExpiry ? databases.clock.now() : undefined,
  );
  if ('status' in identity) return identity;
  return { request, target, namespace, identity, databases };
};
