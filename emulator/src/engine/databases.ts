import type { Clock } from '../clock.ts';
import type { EmulatorLimits } from '../limits.ts';
import { parseRules } from '../security/ruleSet.ts';
import { projectOf } from '../namespace.ts';
import { type Commit, Database, type Failure } from './database.ts';
import { DenialReporter } from './denialReporter.ts';
import type { Keeper } from './keeper.ts';
import { type FunctionsEmulator, TriggerDelivery } from './triggerDelivery.ts';
import { refusalOfEvents } from './triggerLimits.ts';
import { eventsFor, type TriggerEvent, TriggerRegistry } from './triggers.ts';

export interface DatabasesOptions {
  readonly clock: Clock;
  readonly limits: EmulatorLimits;
  readonly log: (line: string) => void;
  readonly functionsEmulator?: FunctionsEmulator;
  /** Whether to say so when databases of more than one project are named. */
  readonly singleProjectMode?: boolean;
  /** Whether a user's token ends when it says so. */
  readonly enforceTokenExpiry?: boolean;
}

/** All namespaces of one emulator, and the functions that listen to them. */
export class Databases implements Iterable<Database> {
  readonly clock: Clock;
  readonly limits: EmulatorLimits;
  readonly enforceTokenExpiry: boolean;
  readonly triggers: TriggerRegistry;
  readonly #options: DatabasesOptions;
  readonly #delivery: TriggerDelivery;
  readonly #denialReporter: DenialReporter;
  readonly #databases = new Map<string, Database>();
  /** The rules that a database begins with, if not those that let everybody in. */
  #rules: string | undefined;
  #keeper: Keeper | undefined;
  /** The keeper of the moment: databases may be there before it is. */
  readonly #keeping: Keeper = {
    commit: (namespace, commit) => this.#keeper?.commit(namespace, commit),
    rules: (namespace, text) => this.#keeper?.rules(namespace, text),
  };
  readonly #commitObservers: ((database: Database, commit: Commit) => void)[] = [];
  /** What functions are to hear of commits that are not published yet. */
  readonly #events = new WeakMap<Commit, readonly TriggerEvent[]>();

  constructor(options: DatabasesOptions) {
    const { clock, limits, log, functionsEmulator, enforceTokenExpiry = false } = options;
    this.#options = options;
    this.#denialReporter = new DenialReporter(log);
    this.clock = clock;
    this.limits = limits;
    this.enforceTokenExpiry = enforceTokenExpiry;
    this.triggers = new TriggerRegistry(limits.triggers, clock);
    this.#delivery = new TriggerDelivery({
      queueLength: limits.triggerQueue,
      log,
      onGone: (trigger) => this.triggers.forget(trigger),
      ...(functionsEmulator === undefined ? {} : { functionsEmulator }),
    });
  }

  /** The database of a namespace, which comes into being empty and open when it is first named. */
  open(namespace: string): Database | { readonly problem: string } {
    const known = this.#databases.get(namespace);
    if (known !== undefined) return known;
    const { namespaces } = this.limits;
    if (this.#databases.size >= namespaces) {
      return {
        problem: `There are ${namespaces} databases, and no more may be, so "${namespace}" cannot be opened. Restart the emulator.`,
      };
    }
    const database = new Database({
      ...this.#options,
      namespace,
      keeper: this.#keeping,
      denialReporter: this.#denialReporter,
      refuseCommit: (commit) => this.#prepareEvents(namespace, commit),
    });
    // Before anybody watches: these are no rules of its own, to be kept for it.
    if (this.#rules !== undefined) database.loadRules(this.#rules);
    database.onCommit((commit) => this.#observe(database, commit));
    this.#databases.set(namespace, database);
    if (this.#options.singleProjectMode === true) this.#warnOfOtherProject(namespace);
    return database;
  }

  /** Puts rules in force in every database there is and will be. Rules with a problem change nothing. */
  loadRules(text: string): { readonly ok: true } | { readonly ok: false; readonly problem: string } {
    const rules = parseRules(text);
    if ('problem' in rules) return { ok: false, problem: rules.problem };
    this.#rules = text;
    for (const database of this) {
      const loaded = database.loadRules(text);
      if (!loaded.ok) return loaded;
    }
    return { ok: true };
  }

  names(): readonly string[] {
    return [...this.#databases.keys()];
  }

  [Symbol.iterator](): Iterator<Database> {
    return this.#databases.values();
  }

  /** Calls `observer` after the pushes of each commit to any database, and before the writer has its answer. */
  onCommit(observer: (database: Database, commit: Commit) => void): void {
    this.#commitObservers.push(observer);
  }

  /** From now on nothing happens that `keeper` does not keep. */
  keepWith(keeper: Keeper): void {
    this.#keeper = keeper;
  }

  /** Calls no more functions. */
  close(): void {
    this.#delivery.close();
  }

  /** Two databases where one was meant look like writes that are lost. */
  #warnOfOtherProject(namespace: string): void {
    const [first = namespace] = this.#databases.keys();
    if (projectOf(first) === projectOf(namespace)) return;
    this.#options.log(
      `Single project mode: the database "${namespace}" is of another project than "${first}", which was named first. ` +
        'Who means the same data must name the same database, by ?ns= or in the databaseURL. ' +
        'With "singleProjectMode": false in firebase.json this is not said.',
    );
  }

  /** Finds out before a write is made whom it would call: there may be too much to tell. */
  #prepareEvents(namespace: string, commit: Commit): Failure | undefined {
    const events = eventsFor(commit, namespace, this.triggers.in(namespace));
    if (events.length === 0) return undefined;
    this.#events.set(commit, events);
    return refusalOfEvents(events);
  }

  #observe(database: Database, commit: Commit): void {
    for (const observe of this.#commitObservers) observe(database, commit);
    for (const event of this.#events.get(commit) ?? []) this.#delivery.deliver(event);
  }
}
