/** One IndexedDB database with named tables of rows, each row under a key of its own. Every promise rejects when the browser refuses. */
export interface BrowserStore {
  readonly readAll: (table: string) => Promise<ReadonlyMap<string, unknown>>;
  /** Writes all of it or none; `undefined` removes. It outlives the page from the moment of the call, unless the browser itself dies. */
  readonly write: (table: string, rows: ReadonlyMap<string, unknown>) => Promise<void>;
  readonly close: () => void;
}

// The few calls that are needed do not make up for a dependency.
const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB gave no reason.')));
  });

const committed = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () =>
      reject(transaction.error ?? new Error('IndexedDB gave no reason.')),
    );
  });

/** Makes the database where there is none, with these tables. */
export const openBrowserStore = async (name: string, tables: readonly string[]): Promise<BrowserStore> => {
  const opening = indexedDB.open(name, 1);
  opening.addEventListener('upgradeneeded', () => {
    for (const table of tables) opening.result.createObjectStore(table);
  });
  const database = await done(opening);
  // Somebody deletes it, in this page or in another: whoever is signed out must not be held up by a tab that was forgotten.
  database.addEventListener('versionchange', () => database.close());
  return {
    readAll: async (table) => {
      const store = database.transaction(table).objectStore(table);
      const [keys, rows] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
      return new Map(
        keys.flatMap((key, index) => (typeof key === 'string' ? [[key, rows[index] as unknown]] : [])),
      );
    },
    // Not even a database that was closed meanwhile makes it throw.
    write: async (table, rows) => {
      const transaction = database.transaction(table, 'readwrite');
      const store = transaction.objectStore(table);
      for (const [key, row] of rows) {
        if (row === undefined) store.delete(key);
        else store.put(row, key);
      }
      transaction.commit();
      await committed(transaction);
    },
    close: () => database.close(),
  };
};

/** Deletes a database, whoever has it open. */
export const deleteBrowserStore = async (name: string): Promise<void> => {
  await done(indexedDB.deleteDatabase(name));
};
