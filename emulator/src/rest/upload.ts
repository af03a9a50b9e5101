import { parseBody } from './body.ts';
import type { Call } from './call.ts';
import { locationOf } from './data.ts';
import { respondRefusedWrite } from './refusedWrite.ts';
import { headerOf, type Target } from './request.ts';
import {
  permissionDenied,
  respondError,
  respondJson,
  respondProblem,
  type RestResponse,
} from './response.ts';

/** Whether a request is the Emulator UI's import of a file: `POST /rooms/.upload`. */
export const isUploadPath = ({ segments }: Target): boolean =>
  segments.at(-1) === '.upload' || segments.at(-1) === '.upload.json';

/** Replaces a location by the JSON file in a form, in the one field that the form has. */
export const handleUpload = ({ request, target, namespace, identity, databases }: Call): RestResponse => {
  if (request.method !== 'POST') return respondError(405, 'Unsupported method: use POST.', { Allow: 'POST' });
  if (identity.kind !== 'admin') return permissionDenied;
  const path = locationOf({ ...target, segments: [...target.segments.slice(0, -1), '.json'] });
  if ('problem' in path) return respondProblem(path);
  const file = fileIn(Buffer.from(request.body), headerOf(request, 'content-type') ?? '');
  if (file === undefined) {
    return respondError(400, 'Invalid upload: expected multipart/form-data with one JSON file.');
  }
  const body = parseBody({ body: file });
  if ('response' in body) return body.response;
  const database = databases.open(namespace);
  if ('problem' in database) return respondError(503, database.problem);
  const triggersDisabled = target.params.get('disableTriggers') === 'true';
  const result = database.set(identity, path, body.value, { triggersDisabled });
  return result.ok ? respondJson(200, {}) : respondRefusedWrite(result, { body: file });
};

/** The content of the first part of a multipart body. */
const fileIn = (body: Buffer, contentType: string): Buffer | undefined => {
  const [, quoted, bare] =
    /^multipart\/form-data;.*?boundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) return undefined;
  const opening = body.indexOf(`--${boundary}\r\n`);
  const content = opening < 0 ? -1 : body.indexOf('\r\n\r\n', opening);
  const closing = content < 0 ? -1 : body.indexOf(`\r\n--${boundary}`, content);
  return closing < 0 ? undefined : body.subarray(content + 4, closing);
};
