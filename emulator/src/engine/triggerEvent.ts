import type { Identity } from '../auth/identity.ts';
import { type Json, setOwn, toJson } from '../tree/json.ts';
import { formatPath } from '../tree/path.ts';
import { deltaOf } from './delta.ts';
import { paramsAt } from './triggerPattern.ts';
import type { TriggerEvent } from './triggers.ts';

export interface PrintedEvent {
  /** Without it the functions runtime has no body to read, and its worker dies. */
  readonly contentType: string;
  readonly body: string;
}

/**
 * An event in the format of its function's generation. Both carry the old value and the delta to the new one.
 *
 * @param id unique among events
 */
export const printEvent = (event: TriggerEvent, id: string): PrintedEvent =>
  event.trigger.version === 1
    ? { contentType: 'application/json', body: JSON.stringify(legacyEvent(event, id)) }
    : { contentType: 'application/cloudevents+json', body: JSON.stringify(cloudEvent(event, id)) };

const legacyEvent = (
  { trigger, namespace, path, before, after, identity, nowMs }: TriggerEvent,
  id: string,
): Json => {
  const params: { [name: string]: Json } = {};
  for (const [name, value] of paramsAt(trigger.pattern, path)) setOwn(params, name, value);
  return {
    data: { data: toJson(before, 'trigger'), delta: deltaOf(before, after) },
    context: {
      eventId: id,
      timestamp: new Date(nowMs).toISOString(),
      eventType: trigger.eventType,
      resource: `projects/_/instances/${namespace}/refs/${formatPath(path)}`,
      params,
      auth: legacyAuth(identity),
      domain: 'localhost',
    },
  };
};

const legacyAuth = (identity: Identity): Json => {
  if (identity.kind === 'admin') return { admin: true };
  return identity.auth === null ? { admin: false } : { admin: false, variable: identity.auth };
};

const cloudEvent = (
  { trigger, namespace, path, before, after, identity, nowMs }: TriggerEvent,
  id: string,
): Json => ({
  specversion: '1.0',
  id,
  type: trigger.eventType,
  time: new Date(nowMs).toISOString(),
  source: `//firebasedatabase.googleapis.com/projects/_/locations/${trigger.location}/instances/${namespace}`,
  subject: `refs/${formatPath(path)}`,
  datacontenttype: 'application/json',
  // The host that an instance of this region has; in production `ref` of the snapshot is made from it.
  firebasedatabasehost:
    trigger.location === 'us-central1' ? 'firebaseio.com' : `${trigger.location}.firebasedatabase.app`,
  instance: namespace,
  ref: formatPath(path),
  location: trigger.location,
  ...cloudAuth(identity),
  data: {
    '@type': 'type.googleapis.com/google.events.firebase.database.v1.ReferenceEventData',
    data: toJson(before, 'trigger'),
    delta: deltaOf(before, after),
  },
});

const cloudAuth = (identity: Identity): { readonly [field: string]: Json } => {
  if (identity.kind === 'admin') return { authtype: 'admin' };
  if (identity.auth === null) return { authtype: 'unauthenticated' };
  const uid = identity.auth['uid'];
  return typeof uid === 'string' ? { authtype: 'app_user', authid: uid } : { authtype: 'unknown' };
};
