import { callAt } from '../callAt.ts';
import type { Listener } from '../engine/database.ts';
import type { Push } from '../engine/push.ts';
import { fromJson, type Json, setOwn, toJson } from '../tree/json.ts';
import { formatPath, type Path } from '../tree/path.ts';
import { isWholeNode } from '../tree/query.ts';
import { type Call, parseCall } from './call.ts';
import { locationOf } from './data.ts';
import { expiryOf } from './credential.ts';
import { headerOf, type RestRequest } from './request.ts';
import {
  commonHeaders,
  respondError,
  respondFailure,
  respondProblem,
  type RestResponse,
} from './response.ts';
import { parseRestQuery } from './restQuery.ts';
import { printCommit, printEvent } from './streamEvent.ts';

/** Where the events of a stream go. */
export interface EventSink {
  send(text: string): void;
  /** Nothing will follow. */
  end(): void;
}

export interface EventStream {
  /** Ends the listen; to be called when the client has gone. */
  close(): void;
}

export const streamHeaders: Readonly<Record<string, string>> = {
  ...commonHeaders,
  'Content-Type': 'text/event-stream; charset=utf-8',
  Connection: 'keep-alive',
};

/** Sent when nothing else is, so that nobody on the way takes the connection for dead. */
export const keepAlive = 'event: keep-alive\ndata: null\n\n';

/** Whether a request wants to be told of changes for as long as it is connected. */
export const isStreamRequest = (request: Pick<RestRequest, 'method' | 'headers'>): boolean =>
  request.method === 'GET' && (headerOf(request, 'accept')?.includes('text/event-stream') ?? false);

/**
 * Begins a stream of a location: first its value, then each change of it, as events with paths relative to it. A
 * refusal is an ordinary response; else the first event has been sent when this returns.
 */
export const openStream = (
  request: RestRequest,
  databases: Call['databases'],
  sink: EventSink,
): EventStream | RestResponse => {
  const call = parseCall(request, databases);
  if ('status' in call) return call;
  const { target, namespace, identity } = call;
  const path = locationOf(target);
  if ('problem' in path) return respondProblem(path);
  const query = parseRestQuery(target.params);
  if ('problem' in query) return respondError(400, query.problem);
  const database = databases.open(namespace);
  if ('problem' in database) return respondError(503, database.problem);

  const form = target.params.get('format') === 'export' ? 'export' : 'plain';
  // A window, and priorities, are told as what changed; anything else as what was written, for that is what people wrote.
  const isDiffed = !isWholeNode(query) || form === 'export';
  let hasSent = false;
  let hasBegun = false;
  let isTouched = false;
  const listener: Listener = {
    via: 'rest',
    identity: () => identity,
    push: (push) => {
      if (hasBegun && !isDiffed) {
        isTouched = true;
        return;
      }
      const event = printPush(push, path, form);
      if (event === undefined) return;
      hasSent = true;
      sink.send(event);
    },
    revoke: () => {
      stopObserving();
      sink.send('event: cancel\ndata: null\n\n');
      sink.end();
    },
  };
  const stopObserving = database.onCommit((commit) => {
    if (!isTouched) return;
    isTouched = false;
    const event = printCommit(commit, path);
    if (event !== undefined) sink.send(event);
  });
  const listening = database.listen(listener, path, query, isWholeNode(query) ? undefined : 1);
  if (!listening.ok) {
    stopObserving();
    return respondFailure(listening);
  }
  hasBegun = true;
  // A listen says nothing of a location without data; a stream begins with its null.
  if (!hasSent) sink.send(printEvent('put', '/', null));
  const untilMs = databases.enforceTokenExpiry ? expiryOf(request, target) : undefined;
  const stopWaiting =
    untilMs === undefined
      ? () => {}
      : callAt(untilMs, databases.clock, () => {
          stopObserving();
          database.drop(listener);
          sink.send('event: auth_revoked\ndata: "credential is no longer valid"\n\n');
          sink.end();
        });
  return {
    close: () => {
      stopWaiting();
      stopObserving();
      database.drop(listener);
    },
  };
};

/** Undefined for a push of which this form shows nothing. */
const printPush = ({ kind, path, value }: Push, root: Path, form: 'plain' | 'export'): string | undefined => {
  const isShown = (place: string): boolean => form === 'export' || !/(?:^|\/)\.priority$/.test(place);
  const relative = `/${formatPath(path.slice(root.length))}`;
  if (kind === 'd') return isShown(relative) ? printEvent('put', relative, inForm(value, form)) : undefined;
  const shown = Object.entries(value ?? {}).filter(([key]) => isShown(key));
  if (shown.length === 0) return undefined;
  const patch: { [key: string]: Json } = {};
  for (const [key, child] of shown) setOwn(patch, key, inForm(child, form));
  return printEvent('patch', relative, patch);
};

/** Pushes carry priorities and no arrays; streams the same values as any other response. */
const inForm = (value: Json, form: 'plain' | 'export'): Json => {
  const node = fromJson(value);
  if ('problem' in node) throw new Error(`A push carries what cannot be stored. ${node.problem}`);
  return toJson(node, form);
};
