import type { IncomingHttpHeaders } from 'node:http';

/** An HTTP request without its socket. */
export interface RestRequest {
  readonly method: string;
  /** Path and query as they came, percent-encoded. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string | Uint8Array;
}

/** A URL taken apart and decoded. */
export interface Target {
  /** The decoded segments, empty ones left out. */
  readonly segments: readonly string[];
  /** The first value of each query parameter. */
  readonly params: ReadonlyMap<string, string>;
}

export interface RequestProblem {
  readonly problem: string;
}

/** Splits before it decodes, so that `%2F` inside a segment is part of that segment. */
export const parseTarget = (url: string): Target | RequestProblem => {
  const mark = url.indexOf('?');
  // A request sent by way of a proxy names the host in front of the path.
  const path = (mark < 0 ? url : url.slice(0, mark)).replace(/^https?:\/\/[^/]*/i, '');
  const segments: string[] = [];
  for (const part of path.split('/')) {
    const segment = decode(part);
    if (segment === undefined)
      return { problem: `Invalid path: "${clip(part)}" is not percent-encoded UTF-8.` };
    if (segment !== '') segments.push(segment);
  }
  const params = new Map<string, string>();
  for (const pair of mark < 0 ? [] : url.slice(mark + 1).split('&')) {
    const equals = pair.indexOf('=');
    const name = decodeForm(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? '' : decodeForm(pair.slice(equals + 1));
    if (name === undefined || value === undefined) {
      return { problem: `Invalid query parameter: "${clip(pair)}" is not percent-encoded UTF-8.` };
    }
    if (!params.has(name)) params.set(name, value);
  }
  return { segments, params };
};

/** A header that counts once; of several only the first is heard. */
export const headerOf = ({ headers }: Pick<RestRequest, 'headers'>, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/** What to do: a client that can only POST says in a header or a parameter what it means. */
export const methodOf = ({
  request,
  target,
}: {
  readonly request: Pick<RestRequest, 'method' | 'headers'>;
  readonly target: Target;
}): string => {
  if (request.method !== 'POST') return request.method;
  const override = headerOf(request, 'x-http-method-override') ?? target.params.get('x-http-method-override');
  return override?.toUpperCase() ?? 'POST';
};

/** The body as text, or nothing when its bytes are not UTF-8. */
export const textOf = ({ body }: Pick<RestRequest, 'body'>): string | undefined => {
  if (typeof body === 'string') return body;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
};

const decode = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

/** In a query a plus is a space. */
const decodeForm = (text: string): string | undefined => decode(text.replaceAll('+', ' '));

const clip = (text: string): string => (text.length <= 100 ? text : `${text.slice(0, 100)}…`);
