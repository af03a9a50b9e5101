import type { Databases } from '../engine/databases.ts';
import { handleAdmin, isAdminPath } from './admin.ts';
import { parseCall } from './call.ts';
import { handleData } from './data.ts';
import { headerOf, type RestRequest } from './request.ts';
import { respondEmpty, type RestResponse } from './response.ts';
import { handleUpload, isUploadPath } from './upload.ts';

/** Answers any request, however malformed. All of REST that needs no socket. */
export const handle = (request: RestRequest, databases: Databases): RestResponse => {
  if (request.method === 'OPTIONS') return preflight(request);
  const call = parseCall(request, databases);
  if ('status' in call) return call;
  if (isAdminPath(call.target)) return handleAdmin(call);
  if (isUploadPath(call.target)) return handleUpload(call);
  return handleData(call);
};

/** A page of any origin may ask, with any header it names. */
const preflight = (request: RestRequest): RestResponse => {
  const asked = headerOf(request, 'access-control-request-headers') ?? '';
  const usual =
    'Authorization, Content-Type, If-Match, If-None-Match, X-Firebase-ETag, X-HTTP-Method-Override';
  return respondEmpty(200, {
    'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE, OPTIONS',
    'Access-Control-Allow-Headers': /^[\w\-, ]+$/.test(asked) ? asked : usual,
    'Access-Control-Max-Age': '3600',
  });
};
