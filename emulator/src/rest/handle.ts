import type { Databases } from '../engine/databases.ts';
import { namespaceOf } from '../namespace.ts';
import { handleAdmin, isAdminPath } from './admin.ts';
import { identityOf } from './credential.ts';
import { handleData } from './data.ts';
import { headerOf, parseTarget, type RestRequest } from './request.ts';
import { respondEmpty, respondError, type RestResponse } from './response.ts';
import { handleUpload, isUploadPath } from './upload.ts';

const methods = 'GET, POST, PUT, PATCH, DELETE, OPTIONS';

/** Answers any request, however malformed. All of REST that needs no socket. */
export const handle = (request: RestRequest, databases: Databases): RestResponse => {
  if (request.method === 'OPTIONS') return preflight(request);
  const target = parseTarget(request.url);
  if ('problem' in target) return respondError(400, target.problem);
  const namespace = namespaceOf(target.params.get('ns') ?? null, headerOf(request, 'host'));
  if (typeof namespace !== 'string') return respondError(400, namespace.problem);
  const identity = identityOf(request, target);
  if ('status' in identity) return identity;
  const call = { request, target, namespace, identity, databases };
  if (isAdminPath(target)) return handleAdmin(call);
  if (isUploadPath(target)) return handleUpload(call);
  return handleData(call);
};

/** A page of any origin may ask, with any header it names. */
const preflight = (request: RestRequest): RestResponse => {
  const asked = headerOf(request, 'access-control-request-headers') ?? '';
  const usual =
    'Authorization, Content-Type, If-Match, If-None-Match, X-Firebase-ETag, X-HTTP-Method-Override';
  return respondEmpty(200, {
    'Access-Control-Allow-Methods': methods,
    'Access-Control-Allow-Headers': /^[\w\-, ]+$/.test(asked) ? asked : usual,
    'Access-Control-Max-Age': '3600',
  });
};
