/**
 * The wire messages, read and printed. Everything past this file speaks of requests and replies by name: no other
 * file knows a letter of the protocol, save `engine/push.ts`, which prints the pushes it shares between listeners.
 *
 * A message is `{"t":"c","d":{"t":type,"d":payload}}` (control) or `{"t":"d","d":{"r":number,"a":action,"b":body}}`
 * (a request). What cannot be read is never a reason to close the socket: the client would connect again and send
 * the same thing again. With a readable number it is answered with an error status, without one with a control error.
 */
import type { AuthValue } from '../security/authorize.ts';
import type { Json } from '../tree/json.ts';
import { formatPath, isPathProblem, parsePath, type Path } from '../tree/path.ts';
import { isWholeNode, parseWireQuery, type QuerySpec, wholeNode, wireQuery } from '../tree/query.ts';

export type Request =
  | { readonly action: 'stats' }
  | {
      readonly action: 'listen';
      readonly path: Path;
      readonly query: QuerySpec;
      readonly tag: number | undefined;
      readonly hash: string | undefined;
    }
  | {
      readonly action: 'unlisten';
      readonly path: Path;
      readonly query: QuerySpec;
      readonly tag: number | undefined;
    }
  | { readonly action: 'get'; readonly path: Path; readonly query: QuerySpec }
  | {
      readonly action: 'put';
      readonly path: Path;
      readonly value: unknown;
      readonly ifHash: string | undefined;
    }
  | { readonly action: 'merge'; readonly path: Path; readonly values: unknown }
  | { readonly action: 'onDisconnectPut'; readonly path: Path; readonly value: unknown }
  | { readonly action: 'onDisconnectMerge'; readonly path: Path; readonly values: unknown }
  | { readonly action: 'onDisconnectCancel'; readonly path: Path }
  | {
      readonly action: 'auth';
      readonly credential: string;
      readonly via: 'auth' | 'gauth';
      readonly authvar: Json | undefined;
      readonly noauth: boolean;
    }
  | { readonly action: 'unauth' }
  | { readonly action: 'appCheck' };

export type Action = Request['action'];
export type RequestFor<A extends Action> = Extract<Request, { readonly action: A }>;

export type ClientMessage =
  | { readonly kind: 'request'; readonly number: number; readonly request: Request }
  /** A request whose number could be read and nothing else: it is answered. */
  | { readonly kind: 'badRequest'; readonly number: number; readonly problem: string }
  /** Not even a request: the client gets a control error, which it logs. */
  | { readonly kind: 'unreadable'; readonly problem: string }
  | { readonly kind: 'ping' }
  /** The client is ready to go on over this, its second transport; or has said its last word on the first. */
  | { readonly kind: 'switchTransport' }
  | { readonly kind: 'endTransmission' };

export type Status =
  | 'ok'
  | 'permission_denied'
  | 'datastale'
  | 'invalid_parameters'
  /** Of reads. */
  | 'too_big'
  | 'write_too_big'
  | 'too_many_triggers'
  | 'trigger_payload_too_large'
  | 'unavailable'
  | 'invalid_token'
  | 'expired_token'
  | 'failure';
export type Reply = { readonly status: 'ok'; readonly data: Json } | FailureReply;
export type FailureReply = { readonly status: Exclude<Status, 'ok'>; readonly data: string };

/** Production answers everything but listens, gets and the identity messages with an empty text. */
export const done: Reply = { status: 'ok', data: '' };

// Reading.

export const parseMessage = (text: string): ClientMessage => {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return unreadable(`Could not parse the message as JSON: ${named(text)}`);
  }
  return readMessage(message);
};

/** The same for a message that is parsed already. */
export const readMessage = (message: unknown): ClientMessage => {
  const envelope = fieldsOf(message);
  const content = fieldsOf(envelope?.['d']);
  if (envelope === undefined || content === undefined) {
    return unreadable('A message must be an object {"t":"c" or "d","d":{…}}: it is not, or its "d" is not.');
  }
  if (envelope['t'] === 'd') return readRequest(content);
  if (envelope['t'] === 'c') return readControl(content);
  return unreadable(`Unknown message type ${named(envelope['t'])}: expected "c" or "d"`);
};

const readControl = (content: Fields): ClientMessage => {
  const type = content['t'];
  if (type === 'p') return { kind: 'ping' };
  if (type === 'a') return { kind: 'switchTransport' };
  if (type === 'n') return { kind: 'endTransmission' };
  return unreadable(`Unknown control message type ${named(type)}: expected "p", "a" or "n"`);
};

const readRequest = (content: Fields): ClientMessage => {
  const number = content['r'];
  // Android counts from 0, so only the type says whether the number is there.
  if (typeof number !== 'number') {
    return unreadable(`A request needs a number "r", got ${named(content['r'])}`);
  }
  const request = readAction(content['a'], content['b']);
  return 'problem' in request
    ? { kind: 'badRequest', number, problem: request.problem }
    : { kind: 'request', number, request };
};

type Problem = { readonly problem: string };
type BodyReader = (body: Fields) => Request | Problem;

const readListen: BodyReader = (body) => {
  const target = queriedTarget(body);
  if ('problem' in target) return target;
  const hash = body['h'];
  if (hash !== undefined && typeof hash !== 'string')
    return { problem: 'The hash "h" of a listen must be text.' };
  return { action: 'listen', ...target, hash };
};

const readUnlisten: BodyReader = (body) => {
  const target = queriedTarget(body);
  return 'problem' in target ? target : { action: 'unlisten', ...target };
};

const readAuth =
  (via: 'auth' | 'gauth'): BodyReader =>
  (body) => {
    const credential = body['cred'];
    if (typeof credential !== 'string') return { problem: 'A credential "cred" must be text.' };
    return {
      action: 'auth',
      credential,
      via,
      authvar: body['authvar'] as Json | undefined,
      noauth: body['noauth'] === true,
    };
  };

const readAppCheck: BodyReader = () => ({ action: 'appCheck' });

/** The protocol's letters. A `Map`, because an action called `constructor` is ordinary input. */
const bodyReaders: ReadonlyMap<unknown, BodyReader> = new Map<unknown, BodyReader>([
  ['s', () => ({ action: 'stats' })],
  ['q', readListen],
  ['l', readListen], // very old clients
  ['n', readUnlisten],
  ['u', readUnlisten], // very old clients
  [
    'g',
    (body) => {
      const target = queriedTarget(body);
      return 'problem' in target ? target : { action: 'get', path: target.path, query: target.query };
    },
  ],
  [
    'p',
    (body) => {
      const target = written(body);
      if ('problem' in target) return target;
      const ifHash = body['h'];
      if (ifHash !== undefined && typeof ifHash !== 'string')
        return { problem: 'The hash "h" of a write must be text.' };
      return { action: 'put', path: target.path, value: target.value, ifHash };
    },
  ],
  [
    'm',
    (body) => {
      const target = written(body);
      return 'problem' in target ? target : { action: 'merge', path: target.path, values: target.value };
    },
  ],
  [
    'o',
    (body) => {
      const target = written(body);
      return 'problem' in target ? target : { action: 'onDisconnectPut', ...target };
    },
  ],
  [
    'om',
    (body) => {
      const target = written(body);
      return 'problem' in target
        ? target
        : { action: 'onDisconnectMerge', path: target.path, values: target.value };
    },
  ],
  [
    'oc',
    (body) => {
      const path = pathOf(body);
      return 'problem' in path ? path : { action: 'onDisconnectCancel', path: path.path };
    },
  ],
  ['auth', readAuth('auth')],
  ['gauth', readAuth('gauth')],
  ['unauth', () => ({ action: 'unauth' })],
  ['appcheck', readAppCheck],
  ['unappeck', readAppCheck], // the SDK's spelling
  ['unappcheck', readAppCheck],
]);

const readAction = (action: unknown, body: unknown): Request | Problem => {
  const read = bodyReaders.get(action);
  if (read === undefined) {
    return { problem: `Unknown action ${named(action)}: this server does not know what it asks for.` };
  }
  const fields = fieldsOf(body ?? {});
  if (fields === undefined)
    return { problem: `The body "b" of a request must be an object, got ${named(body)}.` };
  return read(fields);
};

const queriedTarget = (
  body: Fields,
): { readonly path: Path; readonly query: QuerySpec; readonly tag: number | undefined } | Problem => {
  const target = pathOf(body);
  if ('problem' in target) return target;
  if (target.path.at(-1) === '.priority') {
    return {
      problem: `Invalid path "${formatPath(target.path)}": a priority can be written, but not read on its own.`,
    };
  }
  const tag = body['t'];
  if (tag !== undefined && !Number.isInteger(tag))
    return { problem: 'The tag "t" of a listen must be an integer.' };
  const query = body['q'] === undefined ? wholeNode : parseWireQuery(body['q']);
  if ('problem' in query) return query;
  return { path: target.path, query, tag: tag as number | undefined };
};

const written = (body: Fields): { readonly path: Path; readonly value: unknown } | Problem => {
  const target = pathOf(body);
  if ('problem' in target) return target;
  // Absent is not null: null deletes.
  if (body['d'] === undefined) return { problem: 'A write needs its data "d"; null deletes.' };
  return { path: target.path, value: body['d'] };
};

const pathOf = (body: Fields): { readonly path: Path } | Problem => {
  const text = body['p'];
  if (typeof text !== 'string') return { problem: `A path "p" must be text, got ${named(text)}.` };
  // The client makes up `.info` for itself, but sends a get of it here. This is what production says.
  if (/^\/*\.info(?:\/|$)/.test(text)) return { problem: 'Invalid token in path' };
  const path = parsePath(text);
  return isPathProblem(path) ? path : { path };
};

type Fields = { readonly [key: string]: unknown };

const fieldsOf = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;

const unreadable = (problem: string): ClientMessage => ({ kind: 'unreadable', problem });

/** A value as an error message quotes it. Never walks into it: it can be long, or nested without end. */
const named = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'string')
    return JSON.stringify(value.length <= 120 ? value : `${value.slice(0, 120)}…`);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? 'a list' : 'an object';
};

// Printing.

/**
 * The first message of every session.
 * @param host where the client is to come back to: the `Host` it asked for, as a bind address can be unreachable
 */
export const printHello = (hello: { nowMs: number; host: string; sessionId: string }): string =>
  // The version must be text, or the client warns of a mismatch.
  control('h', { ts: hello.nowMs, v: '5', h: hello.host, s: hello.sessionId });

export const printPong = (): string => control('o', null);

/** The client logs this as a server error and goes on. */
export const printError = (problem: string): string => control('e', problem);

export const printSwitchTransport = (): string => control('a', {});
export const printEndTransmission = (): string => control('n', {});

/** The client drops control messages without an inner `d`, so it is always there. */
const control = (type: string, payload: Json): string =>
  JSON.stringify({ t: 'c', d: { t: type, d: payload } });

export const printReply = (number: number, reply: Reply): string =>
  // What nearly every write is answered with.
  reply === done
    ? `{"t":"d","d":{"r":${JSON.stringify(number)},"b":{"s":"ok","d":""}}}`
    : JSON.stringify({ t: 'd', d: { r: number, b: { s: reply.status, d: reply.data } } });

/** What a listen answers; the warning makes the client advise an index. */
export const listenReply = (warnings: readonly string[]): Reply => ({
  status: 'ok',
  data: warnings.length === 0 ? {} : { w: warnings },
});

export const authReply = (auth: AuthValue, expiresSeconds: number): Reply => ({
  status: 'ok',
  data: { auth, expires: expiresSeconds },
});

/**
 * A listen the client may no longer have. The queries are a list: a single one in its place crashes a Node client,
 * and the list must be absent for a default listen.
 */
export const printRevoked = (path: Path, query: QuerySpec): string => {
  const body = {
    p: formatPath(path),
    ...(query.asked === undefined && isWholeNode(query) ? {} : { q: [wireQuery(query)] }),
  };
  return JSON.stringify({ t: 'd', d: { a: 'c', b: body } });
};

/** The client closes the connection, gets a new token and comes back with its listens. */
export const printAuthRevoked = (status: Status, reason: string): string =>
  JSON.stringify({ t: 'd', d: { a: 'ac', b: { s: status, d: reason } } });
