import type { Failure } from '../engine/database.ts';
import type { Json } from '../tree/json.ts';
import { prettyJson } from './prettyJson.ts';

/** An HTTP response without its socket. */
export interface RestResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const reasonHeader = 'X-Error-Reason';

/** On every response: any page may read, as the credential is in the request and never in a cookie. */
export const commonHeaders: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': `ETag, ${reasonHeader}`,
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

/**
 * An error as the service prints it, to the space and the line break: clients show the body as it is.
 *
 * @param reason what people want to know beside the service's own words: it goes into a header, out of everybody's way
 */
export const respondError = (
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
  reason?: string,
): RestResponse =>
  respond(status, prettyJson({ error: text }), {
    ...headers,
    ...(reason !== undefined && { [reasonHeader]: inHeader(reason) }),
  });

/** Headers hold neither line breaks nor most characters: others are shown as JSON would escape them. */
const inHeader = (text: string): string =>
  text
    .slice(0, 500)
    .replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The answer to a location or a query that there cannot be. */
export const respondProblem = ({ problem, reason }: Problem): RestResponse =>
  respondError(400, problem, {}, reason);

export interface Problem {
  readonly problem: string;
  readonly reason?: string;
}

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

export const respondFailure = ({ status, message }: Failure): RestResponse =>
  respondError(statusOf[status], message);

export const permissionDenied: RestResponse = respondError(401, 'Permission denied');
