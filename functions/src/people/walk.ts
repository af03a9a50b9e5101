import { paths } from '@causerie/contract';
import { childrenOf, type Tree } from '../tree/tree.ts';
import type { Keys } from './traces.ts';

/** One thing in the tree: a person, a room, a message. */
export interface Row {
  readonly keys: Keys;
  readonly value: unknown;
}

/** Collections whose rows are a room's: to read such a room whole would be to read all that was ever said there. */
const byRoom = new Set(
  Object.values(paths)
    .map(({ pattern }) => pattern.split('/'))
    .filter(([, second, third]) => second === '{roomId}' && third?.startsWith('{') === true)
    .map(([collection]) => collection),
);

const rowsPerRead = 50;
/** Reads of one batch: some seconds where the database is far. */
const readsPerBatch = 40;

/** Where a walk stands: the collection, the room if it is by rooms, and the last row that was seen. */
type Position = readonly [collection: string, room: string, last: string];

const readPosition = (cursor: string | undefined): Position => {
  const [collection = '', room = '', last = ''] =
    cursor === undefined ? [] : (JSON.parse(cursor) as readonly string[]);
  return [collection, room, last];
};

/** As the database orders keys: whole numbers of 32 bits first, by size and then by length, then the others by their letters. */
const isNumber = (key: string): boolean =>
  /^-?\d+$/.test(key) && Number(key) >= -(2 ** 31) && Number(key) < 2 ** 31;
const compareLetters = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
const compareKeys = (one: string, other: string): number => {
  if (isNumber(one) !== isNumber(other)) return isNumber(one) ? -1 : 1;
  const bySize = isNumber(one) ? Number(one) - Number(other) || one.length - other.length : 0;
  return bySize || compareLetters(one, other);
};

/**
 * Goes through the whole tree, a bounded piece at a time, and shows every row to `visit`, which may change what it sees.
 *
 * @returns where to go on; undefined at the end
 */
export const walk = async (
  tree: Tree,
  cursor: string | undefined,
  visit: (row: Row) => Promise<void>,
): Promise<string | undefined> => {
  let reads = 0;
  let [atCollection, atRoom, last] = readPosition(cursor);
  for (const collection of await tree.keys('')) {
    if (collection < atCollection) continue;
    const rooms = byRoom.has(collection) ? await tree.keys(collection) : [''];
    for (const room of rooms) {
      if (collection === atCollection && room < atRoom) continue;
      if (collection !== atCollection || room !== atRoom) last = '';
      [atCollection, atRoom] = [collection, room];
      const place = room === '' ? [collection] : [collection, room];
      for (let isMore = true; isMore;) {
        if (reads === readsPerBatch) return JSON.stringify([collection, room, last]);
        reads += 1;
        const read = await tree.read(place.join('/'), {
          first: rowsPerRead,
          ...(last === '' ? {} : { startAt: last }),
        });
        const rows = [...childrenOf(read)].toSorted(([one], [other]) => compareKeys(one, other));
        // Read from the last one on, itself included: it may be gone by now.
        for (const [key, value] of rows) if (key !== last) await visit({ keys: [...place, key], value });
        isMore = rows.length === rowsPerRead;
        last = rows.at(-1)?.[0] ?? last;
        // A place that is a value has no rows.
        if (typeof read !== 'object' && read !== null) await visit({ keys: place, value: read });
      }
    }
  }
  return undefined;
};
