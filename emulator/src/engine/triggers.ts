import type { Identity } from '../auth/identity.ts';
import { type Clock, systemClock } from '../clock.ts';
import type { Json } from '../tree/json.ts';
import type { Node } from '../tree/node.ts';
import type { Path } from '../tree/path.ts';
import type { Commit } from './database.ts';
import { sameValue } from './delta.ts';
import { changedLocations, matchesGlob, parseTriggerPattern, type TriggerPattern } from './triggerPattern.ts';

/** A function that wants to hear of changes. */
export interface Trigger {
  /** The function, whatever its generation. */
  readonly id: string;
  /** Counts the reloads of the functions' code. */
  readonly generation: number;
  /** Where the functions emulator takes the events: `/functions/projects/{project}/triggers/{key}`. */
  readonly project: string;
  readonly key: string;
  /** Of the functions framework: the first and the second speak different event formats. */
  readonly version: 1 | 2;
  /** As the function itself calls it; the runtime compares the text. */
  readonly eventType: string;
  readonly change: 'created' | 'updated' | 'deleted' | 'written';
  readonly pattern: TriggerPattern;
  /** The one namespace of a first generation function; a pattern with `*` for the second. */
  readonly namespaces: string;
  readonly location: string;
}

/** What was asked for, as it came: kept by those who must be able to ask for it again. */
export interface TriggerRegistration {
  /** The `ns` of the request; only first generation functions are bound by it. */
  readonly namespace: string;
  readonly body: Json;
}

/** One function is to hear of one location. */
export interface TriggerEvent {
  readonly trigger: Trigger;
  readonly namespace: string;
  readonly path: Path;
  readonly before: Node;
  readonly after: Node;
  readonly identity: Identity;
  readonly nowMs: number;
}

export type Registered = { readonly ok: true } | { readonly ok: false; readonly problem: string };

const eventTypes: ReadonlyMap<string, Pick<Trigger, 'version' | 'change'>> = new Map([
  ['providers/google.firebase.database/eventTypes/ref.create', { version: 1, change: 'created' }],
  ['providers/google.firebase.database/eventTypes/ref.update', { version: 1, change: 'updated' }],
  ['providers/google.firebase.database/eventTypes/ref.delete', { version: 1, change: 'deleted' }],
  ['providers/google.firebase.database/eventTypes/ref.write', { version: 1, change: 'written' }],
  ['google.firebase.database.ref.v1.created', { version: 2, change: 'created' }],
  ['google.firebase.database.ref.v1.updated', { version: 2, change: 'updated' }],
  ['google.firebase.database.ref.v1.deleted', { version: 2, change: 'deleted' }],
  ['google.firebase.database.ref.v1.written', { version: 2, change: 'written' }],
]);

/** How long after a registration the functions emulator may not know the function yet. */
const settlingMs = 10_000;

interface Registration {
  readonly trigger: Trigger;
  readonly registration: TriggerRegistration;
  /** -1 is below any that can be asked for. */
  readonly generation: number;
  readonly atMs: number;
}

/** The registered functions of all namespaces. */
export class TriggerRegistry {
  readonly #triggers = new Map<string, Registration>();
  readonly #capacity: number;
  readonly #clock: Clock;
  readonly #observers: ((registration: TriggerRegistration) => void)[] = [];

  /** @param capacity how many functions may be registered */
  constructor(capacity: number, clock: Clock = systemClock) {
    this.#capacity = capacity;
    this.#clock = clock;
  }

  /**
   * Adds a function or replaces its older self. The protocol has no words to take one away; a reload of the code
   * registers all functions again under a higher generation, and only the highest counts.
   */
  register(registration: TriggerRegistration): Registered {
    const trigger = parseTrigger(registration);
    if ('problem' in trigger) return { ok: false, problem: trigger.problem };
    const known = this.#triggers.get(trigger.id);
    if (known === undefined && this.#triggers.size >= this.#capacity) {
      return {
        ok: false,
        problem: `${this.#capacity} functions are registered, and no more may be. Restart the emulator.`,
      };
    }
    if (known !== undefined && known.generation > trigger.generation) return { ok: true };
    const { generation } = trigger;
    this.#triggers.set(trigger.id, { trigger, registration, generation, atMs: this.#clock.now() });
    for (const observe of this.#observers) observe(registration);
    return { ok: true };
  }

  /**
   * Adds a function that an earlier process knew, and that whoever runs the functions may count anew since: any
   * registration replaces it.
   */
  restore(registration: TriggerRegistration): Registered {
    const trigger = parseTrigger(registration);
    if ('problem' in trigger) return { ok: false, problem: trigger.problem };
    this.#triggers.set(trigger.id, { trigger, registration, generation: -1, atMs: -Infinity });
    return { ok: true };
  }

  /**
   * Takes a function away of which the functions emulator says that there is none. A new one is registered a moment
   * before it can be called, so right after that the word does not count.
   *
   * @returns whether it was taken away
   */
  forget(trigger: Trigger): boolean {
    const known = this.#triggers.get(trigger.id);
    if (known?.trigger !== trigger || this.#clock.now() - known.atMs < settlingMs) return false;
    return this.#triggers.delete(trigger.id);
  }

  /** What is in force, as it was asked for. */
  registrations(): readonly TriggerRegistration[] {
    return [...this.#triggers.values()].map(({ registration }) => registration);
  }

  /** Calls `observer` after each registration that took effect. */
  onRegister(observer: (registration: TriggerRegistration) => void): void {
    this.#observers.push(observer);
  }

  /** The functions that listen to a namespace. */
  in(namespace: string): readonly Trigger[] {
    return [...this.#triggers.values()]
      .map(({ trigger }) => trigger)
      .filter(({ version, namespaces }) =>
        version === 1 ? namespaces === namespace : matchesGlob(namespaces, namespace),
      );
  }
}

/** The events of one commit: one for each function and location of its pattern whose value changed in its way. */
export const eventsFor = (
  commit: Commit,
  namespace: string,
  triggers: readonly Trigger[],
): readonly TriggerEvent[] => {
  if (commit.triggersDisabled) return [];
  // Not the commit itself: an event that waits would keep both of its roots.
  const { identity, nowMs } = commit;
  return triggers.flatMap((trigger) =>
    [...changedLocations(trigger.pattern, commit.before, commit.after)]
      .filter(({ before, after }) => isWanted(trigger.change, before, after))
      .map((location) => ({ trigger, namespace, identity, nowMs, ...location })),
  );
};

const isWanted = (change: Trigger['change'], before: Node, after: Node): boolean =>
  (change === 'written' || change === changeOf(before, after)) && !sameValue(before, after);

const changeOf = (before: Node, after: Node): Trigger['change'] => {
  if (before.kind === 'empty') return 'created';
  return after.kind === 'empty' ? 'deleted' : 'updated';
};

const parseTrigger = ({ namespace, body }: TriggerRegistration): Trigger | { readonly problem: string } => {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return invalid('it must be an object with "name", "path", "event" and "topic"');
  }
  const field = new Map<string, unknown>(Object.entries(body));
  const [name, path, event, topic] = ['name', 'path', 'event', 'topic'].map((key) => field.get(key));
  if (typeof path !== 'string') return invalid('"path" must be text such as "/users/{id}"');
  const kind = typeof event === 'string' ? eventTypes.get(event) : undefined;
  if (typeof event !== 'string' || kind === undefined) {
    return invalid(`"event" must be one of ${[...eventTypes.keys()].join(', ')}`);
  }
  const address = addressIn(topic) ?? addressIn(name);
  if (address === undefined) {
    return invalid('"topic" must be text such as "projects/demo/topics/us-central1-name-0"');
  }
  const pattern = field.get('namespacePattern') ?? '*';
  if (typeof pattern !== 'string') return invalid('"namespacePattern" must be text such as "*" or "demo-*"');
  const [, functionKey = address.key, generation = '0'] = /^(.*)-(\d{1,9})$/.exec(address.key) ?? [];
  return {
    id: `${address.project}/${functionKey}`,
    generation: Number(generation),
    ...address,
    ...kind,
    eventType: event,
    pattern: parseTriggerPattern(path, kind.version),
    namespaces: kind.version === 1 ? namespace : globOf(pattern),
    location: locationIn(name),
  };
};

/** A function may name what the pattern of its databases stands for, as in `{db}` and `my-{db=*}`. */
const globOf = (pattern: string): string =>
  pattern.replace(/\{[^{}=]*(?:=([^{}]*))?\}/g, (_capture, glob: string | undefined) => glob ?? '*');

const invalid = (what: string) => ({ problem: `Invalid function trigger: ${what}.` });

const addressIn = (text: unknown): { readonly project: string; readonly key: string } | undefined => {
  const found =
    typeof text === 'string'
      ? /^projects\/([\w.:-]+)\/(?:topics|locations\/[^/]+\/(?:functions|triggers))\/([\w.:-]+)$/.exec(text)
      : null;
  const [, project, key] = found ?? [];
  return project === undefined || key === undefined ? undefined : { project, key };
};

/** Second generation functions name their region; `_` of the first stands for the only one there was. */
const locationIn = (name: unknown): string => {
  const location = typeof name === 'string' ? /\/locations\/([^/]+)\//.exec(name)?.[1] : undefined;
  return location === undefined || location === '_' ? 'us-central1' : location;
};
