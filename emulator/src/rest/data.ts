import { admin } from '../auth/identity.ts';
import type { Database, SetOptions } from '../engine/database.ts';
import { hashOf } from '../tree/hash.ts';
import { type Json, setOwn, toJson } from '../tree/json.ts';
import { childrenOf, type Node, nodeAt } from '../tree/node.ts';
import { formatPath, isPathProblem, parsePath, type Path } from '../tree/path.ts';
import { isWholeNode, wholeNode } from '../tree/query.ts';
import { parseBody } from './body.ts';
import type { Call } from './call.ts';
import { printValue } from './print.ts';
import { PushIds } from './pushId.ts';
import { respondRefusedWrite } from './refusedWrite.ts';
import { headerOf, methodOf, type Target } from './request.ts';
import {
  type Problem,
  respond,
  respondEmpty,
  respondError,
  respondFailure,
  respondJson,
  respondProblem,
  type RestResponse,
} from './response.ts';
import { parseRestQuery, parseShallowQuery, queryNames } from './restQuery.ts';

interface DataCall extends Call {
  readonly database: Database;
  readonly path: Path;
}

/** Answers a request for a location: `/rooms/lobby.json`. */
export const handleData = (call: Call): RestResponse => {
  if (!isLocation(call.target)) return withoutJson(call);
  const path = locationOf(call.target);
  if ('problem' in path) return respondProblem(path);
  const method = methodOf(call);
  const handler = handlers.get(method);
  if (handler === undefined) {
    return respondError(405, `Unsupported method ${JSON.stringify(method.slice(0, 40))}: use ${allowed}.`, {
      Allow: allowed,
    });
  }
  const condition = conditionProblem(call, method);
  if (condition !== undefined) return respondError(400, condition);
  const database = call.databases.open(call.namespace);
  if ('problem' in database) return respondError(503, database.problem);
  return handler({ ...call, database, path });
};

/** What the service says of a key that cannot be. */
const invalidToken = 'Invalid path: Invalid token in path';

const isLocation = ({ segments }: Target): boolean => segments.at(-1)?.endsWith('.json') ?? false;

const appendJson = 'append .json to your request URI to use the REST API.';

/** Such an address is for people: the service shows them its console, and says to all others, in plain text, what is missing. */
const withoutJson = (call: Call): RestResponse => {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8' };
  const method = methodOf(call);
  return method === 'GET' || method === 'HEAD'
    ? respond(302, appendJson, {
        ...headers,
        Location: `/.inspect/#data/${encodeURIComponent(call.namespace)}`,
      })
    : respond(405, appendJson, { ...headers, Allow: 'GET, HEAD' });
};

/** The location a URL names: `/a/b.json` and `/a/b/.json` alike. */
export const locationOf = (target: Target): Path | Problem => {
  if (!isLocation(target)) return { problem: appendJson };
  const { segments } = target;
  const last = segments.at(-1) ?? '';
  const keys = [...segments.slice(0, -1), last.slice(0, -'.json'.length)];
  const slashed = keys.find((key) => key.includes('/'));
  // Joined, such a key would become two.
  if (slashed !== undefined) {
    return { problem: invalidToken, reason: `key ${JSON.stringify(slashed.slice(0, 60))} contains "/"` };
  }
  const path = parsePath(keys.join('/'));
  if (!isPathProblem(path)) return path;
  const [, reason] = /^Invalid path: (key .*)/s.exec(path.problem) ?? [];
  return reason === undefined ? path : { problem: invalidToken, reason };
};

const conditionProblem = ({ request, target }: Call, method: string): string | undefined => {
  if (headerOf(request, 'if-match') === undefined) return undefined;
  if (method !== 'PUT' && method !== 'DELETE') return `if-match is for PUT and DELETE, not for ${method}.`;
  if (target.params.get('print') === 'silent') return 'if-match cannot be used with print=silent.';
  const query = ['shallow', ...queryNames].find((name) => target.params.has(name));
  return query === undefined ? undefined : `if-match cannot be used with the query parameter ${query}.`;
};

const get = ({ request, target, identity, database, path }: DataCall): RestResponse => {
  const isShallow = target.params.get('shallow') === 'true';
  const query = isShallow ? parseShallowQuery(target.params) : parseRestQuery(target.params);
  if ('problem' in query) return respondError(400, query.problem);
  const result = database.get(identity, path, query, 'rest');
  if (!result.ok) return respondFailure(result);
  // firebase-tools asks for one shallow child to learn whether there is anything, and a single value is something.
  const isBounded = query.start !== undefined || query.end !== undefined;
  const whole = nodeAt(database.root, path);
  const node = isShallow && !isBounded && whole.kind === 'leaf' ? whole : result.node;
  const known = headerOf(request, 'if-none-match');
  if (known !== undefined && known === etagOf(node)) return respondEmpty(304, { ETag: known });
  const headers = known === undefined ? etagHeader(request, node) : { ETag: etagOf(node) };
  if (isShallow) return printValue(target, shallow(node), headers);
  const hasNoMatch = node.kind === 'empty' && !isWholeNode(query) && whole.kind === 'branch';
  return printValue(target, hasNoMatch ? {} : toJson(node, formOf(target)), headers);
};

const put = (call: DataCall): RestResponse => {
  const body = parseBody(call.request);
  return 'response' in body ? body.response : set(call, body.value);
};

const remove = (call: DataCall): RestResponse => set(call, null);

const set = ({ request, target, identity, database, path }: DataCall, value: unknown): RestResponse => {
  const etag = headerOf(request, 'if-match');
  if (etag === undefined) {
    const result = database.set(identity, path, value, writeOptions(target));
    if (!result.ok) return respondRefusedWrite(result, request);
    return printValue(target, toJson(result.value, formOf(target)), etagHeader(request, result.value));
  }
  // The answer tells whether the stored value is the one meant, and which it is: that is reading it.
  const current = database.get(identity, path, wholeNode, 'rest');
  if (!current.ok) return respondFailure(current);
  const ifHash = etag === absentEtag ? '' : etag;
  const result = database.set(identity, path, value, { ...writeOptions(target), ifHash });
  if (result.ok)
    return printValue(target, toJson(result.value, formOf(target)), { ETag: etagOf(result.value) });
  if (result.status !== 'datastale') return respondRefusedWrite(result, request);
  return respondJson(412, toJson(current.node, formOf(target)), { ETag: etagOf(current.node) });
};

const pushIds = new PushIds();

const post = ({ request, target, identity, database, path, databases }: DataCall): RestResponse => {
  const body = parseBody(request);
  if ('response' in body) return body.response;
  const name = pushIds.next(databases.clock.now());
  const child = parsePath(`${formatPath(path)}/${name}`);
  if (isPathProblem(child)) return respondError(400, child.problem);
  const result = database.set(identity, child, body.value, writeOptions(target));
  return result.ok
    ? printValue(target, { name }, etagHeader(request, result.value))
    : respondRefusedWrite(result, request);
};

const patch = (call: DataCall): RestResponse => {
  const { request, target, identity, database, path } = call;
  const body = parseBody(request);
  if ('response' in body) return body.response;
  // This is how firebase-tools deletes, and how it imports a value that has a priority: neither can be merged.
  if (body.value === null || isLeaf(body.value)) return set(call, body.value);
  const result = database.update(identity, path, body.value, writeOptions(target));
  return result.ok
    ? printValue(target, written(database, path, body.value))
    : respondRefusedWrite(result, request, true);
};

const isLeaf = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, '.value');

/** The patch as it was stored: server values resolved, keys as they were sent. */
const written = (database: Database, path: Path, values: unknown): Json => {
  const echo: { [key: string]: Json } = {};
  for (const key of Object.keys(values ?? {})) {
    const location = parsePath(`${formatPath(path)}/${key}`);
    if (isPathProblem(location)) continue;
    // The writer knows what it wrote, whether or not it may read it.
    const result = database.get(admin, location, wholeNode);
    if (result.ok) setOwn(echo, key, toJson(result.node, 'plain'));
  }
  return echo;
};

type DataHandler = (call: DataCall) => RestResponse;

const handlers: ReadonlyMap<string, DataHandler> = new Map<string, DataHandler>([
  ['GET', get],
  ['HEAD', get],
  ['PUT', put],
  ['POST', post],
  ['PATCH', patch],
  ['DELETE', remove],
]);

const allowed = [...handlers.keys(), 'OPTIONS'].join(', ');

const writeOptions = ({ params }: Target): SetOptions => ({
  triggersDisabled: params.get('disableTriggers') === 'true',
});

const formOf = ({ params }: Target): 'plain' | 'export' =>
  params.get('format') === 'export' ? 'export' : 'plain';

const absentEtag = 'null_etag';

/** Changes exactly when the value or a priority in it does. */
const etagOf = (node: Node): string => hashOf(node) || absentEtag;

const etagHeader = (request: Call['request'], node: Node): Readonly<Record<string, string>> =>
  headerOf(request, 'x-firebase-etag')?.toLowerCase() === 'true' ? { ETag: etagOf(node) } : {};

const shallow = (node: Node): Json => {
  if (node.kind !== 'branch') return toJson(node, 'plain');
  const keys: { [key: string]: Json } = {};
  for (const [key] of childrenOf(node)) setOwn(keys, key, true);
  return keys;
};
