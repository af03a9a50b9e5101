import type { Failure } from '../engine/database.ts';
import type { Json } from '../tree/json.ts';

/** An HTTP response without its socket. */
export interface RestResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** On every response: any page may read, as the credential is in the request and never in a cookie. */
export const commonHeaders: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag',
  'Cache-Control': 'no-cache',
  'X-Content-Type-Options': 'nosniff',
};

const jsonType = 'application/json; charset=utf-8';

export const respond = (
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): RestResponse => ({
  status,
  headers: { ...commonHeaders, 'Content-Type': jsonType, ...headers },
  body,
});

export const respondJson = (
  status: number,
  value: Json,
  headers: Readonly<Record<string, string>> = {},
): RestResponse => respond(status, JSON.stringify(value), headers);

export const respondEmpty = (
  status: number,
  headers: Readonly<Record<string, string>> = {},
): RestResponse => ({
  status,
  headers: { ...commonHeaders, ...headers },
  body: '',
});

/** An error as the service prints it, to the space and the line break: clients show the body as it is. */
export const respondError = (
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): RestResponse => respond(status, `{\n  "error" : ${JSON.stringify(text)}\n}\n`, headers);

const statusOf: Readonly<Record<Failure['status'], number>> = {
  permission_denied: 401,
  datastale: 412,
  invalid: 400,
  no_index: 400,
  too_big: 400,
  too_many_triggers: 400,
  trigger_payload_too_large: 400,
  unavailable: 503,
};

/** What the service says of any body that it cannot store, whatever is wrong with it. */
export const unreadableBody = "Invalid data; couldn't parse JSON object, array, or value.";

export const respondFailure = ({ status, message }: Failure): RestResponse => {
  // Clients may look for its words; people also want to know why.
  const isOfBody = status === 'invalid' && /^Invalid (?:data|update)/.test(message);
  return respondError(statusOf[status], isOfBody ? `${unreadableBody} Reason: ${message}` : message);
};

export const permissionDenied: RestResponse = respondError(401, 'Permission denied');
