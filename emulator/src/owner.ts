import { admin } from './auth/identity.ts';
import type { Database } from './engine/database.ts';
import type { Databases } from './engine/databases.ts';
import { namespaceOf } from './namespace.ts';
import { setOwn, toJson, type Json } from './tree/json.ts';
import { rootPath } from './tree/path.ts';

/** Which database is meant, by the name that clients use: `demo` in `http://127.0.0.1:9000/?ns=demo`. */
export interface InNamespace {
  readonly namespace: string;
}

/** Rules that cannot be used. */
export class RulesError extends Error {
  override readonly name = 'RulesError';
  /** One line for each mistake: `line:column: message`. */
  readonly problem: string;

  constructor(problem: string) {
    super(`These rules cannot be used (line:column):\n${problem.trimEnd()}`);
    this.problem = problem;
  }
}

/** What whoever started the emulator may do with it: at once, past all rules, and without a connection. */
export interface Owner {
  /**
   * Puts rules in force: in one database, or in every one there is and will be.
   *
   * @param rules the text of a rules file, or `{ rules: … }` as an object
   * @throws (rejects) with a `RulesError`, and the old rules stay
   */
  setRules(rules: string | object, where?: Partial<InNamespace>): Promise<void>;
  /** Empties one database, or all of them. Rules stay, and function triggers are not called. */
  clear(where?: Partial<InNamespace>): Promise<void>;
  /** The data of one database as plain JSON with its `.priority`s; `null` when there is none. */
  export(where: InNamespace): Promise<unknown>;
  /** The same for every database that holds data, by name. */
  export(where?: Partial<InNamespace>): Promise<Record<string, unknown>>;
  /**
   * Replaces the data of one database by what `export` gave for it; without a name, of several by what it gave for
   * all. Function triggers are not called.
   *
   * @throws (rejects) when this is no data, with what and where
   */
  import(data: unknown, where?: Partial<InNamespace>): Promise<void>;
  /** Why a database last refused a request: the rule, its line and column, and what it saw. */
  lastDenial(where: InNamespace): string | undefined;
}

/**
 * @throws (its methods reject) when a name cannot be one, or when there are as many databases as may be
 * @internal
 */
export const ownerOf = (databases: Databases): Owner => {
  const open = (namespace: string): Database => {
    const name = namespaceOf(namespace, undefined);
    const database = typeof name === 'string' ? databases.open(name) : name;
    if ('problem' in database) throw new Error(database.problem);
    return database;
  };
  const find = (namespace: string): Database | undefined =>
    [...databases].find((database) => database.namespace === namespace);

  async function exported(where: InNamespace): Promise<unknown>;
  async function exported(where?: Partial<InNamespace>): Promise<Record<string, unknown>>;
  async function exported({ namespace }: Partial<InNamespace> = {}): Promise<unknown> {
    if (namespace !== undefined) return dataOf(find(namespace));
    const all: Record<string, Json> = {};
    for (const database of databases) {
      if (database.root.kind !== 'empty') setOwn(all, database.namespace, dataOf(database));
    }
    return all;
  }

  return {
    setRules: async (rules, { namespace } = {}) => {
      const text = typeof rules === 'string' ? rules : JSON.stringify(rules, null, 2);
      const loaded = (namespace === undefined ? databases : open(namespace)).loadRules(text);
      if (!loaded.ok) throw new RulesError(loaded.problem);
    },
    clear: async ({ namespace } = {}) => {
      for (const database of namespace === undefined ? databases : [open(namespace)]) replace(database, null);
    },
    export: exported,
    import: async (data, { namespace } = {}) => {
      if (namespace !== undefined) return replace(open(namespace), data);
      if (typeof data !== 'object' || data === null) {
        throw new Error('Nothing was imported: without a namespace, data is an object by namespace.');
      }
      for (const [name, inner] of Object.entries(data)) replace(open(name), inner);
    },
    lastDenial: ({ namespace }) => find(namespace)?.denials.entries().at(-1)?.explanation.summary,
  };
};

const dataOf = (database: Database | undefined): Json =>
  database === undefined ? null : toJson(database.root, 'export');

const replace = (database: Database, data: unknown): void => {
  const written = database.set(admin, rootPath, data, { triggersDisabled: true });
  if (!written.ok) throw new Error(`Nothing was written to "${database.namespace}". ${written.message}`);
};
