import { idPatterns, paths, serverPaths } from '@causerie/contract';
import { childrenOf } from '../tree/tree.ts';

/** The keys that lead to a place. */
export type Keys = readonly string[];

/** The contract's places as one tree of keys; a name in braces stands for what differs. */
interface Branch {
  readonly children: Map<string, Branch>;
}

const known: Branch = { children: new Map() };
for (const { pattern } of [...Object.values(paths), ...Object.values(serverPaths)]) {
  let branch = known;
  for (const key of pattern.split('/')) {
    const next: Branch = branch.children.get(key) ?? { children: new Map() };
    branch.children.set(key, next);
    branch = next;
  }
}

/** What the contract calls each of these keys; undefined for one that it does not know. */
const namesOf = (keys: Keys): readonly (string | undefined)[] => {
  let branch: Branch | undefined = known;
  return keys.map((key) => {
    const own = branch?.children.get(key);
    const name =
      own === undefined ? [...(branch?.children.keys() ?? [])].find((each) => each.startsWith('{')) : key;
    branch = name === undefined ? undefined : branch?.children.get(name);
    return name;
  });
};

/** What people write in their own words. A uid in it is something they said. */
const words = new Set(['text', 'html', 'name', 'topic', 'note', 'skeleton', 'reason', 'error']);

/** The room is between this person and another. */
export const isDirectWith = (uid: string, roomId: string): boolean =>
  idPatterns.directRoom.test(roomId) && roomId.slice('d-'.length).split('_').includes(uid);

/** Ids that people or programs make up, and that name nobody, whatever they look like. Every other key that is a uid is a trace. */
const madeUp = new Set([
  '{skeleton}',
  '{messageId}',
  '{reportId}',
  '{entryId}',
  '{jobId}',
  '{code}',
  '{slot}',
  '{emoji}',
  '{name}',
]);

const isNamedBy = (uid: string, key: string, name: string | undefined): boolean => {
  if (name === '{roomId}') return isDirectWith(uid, key);
  // Not a word of the contract's own, such as the name of a collection.
  return name !== key && !madeUp.has(name ?? '') && key === uid;
};

/** A value refers to somebody by their uid, or by the id of a room between them and another, or of something in it. */
const refersTo = (uid: string, value: string): boolean =>
  value === uid || value.split('/').some((part) => isDirectWith(uid, part));

/**
 * Where in a row somebody is named: the shortest ways to each key or value.
 *
 * @param keys the way to the row
 */
export const tracesIn = (keys: Keys, value: unknown, uid: string): readonly Keys[] => {
  const names = namesOf(keys);
  const named = keys.findIndex((key, depth) => isNamedBy(uid, key, names[depth]));
  if (named >= 0) return [keys.slice(0, named + 1)];
  if (typeof value === 'string') return !words.has(keys.at(-1) ?? '') && refersTo(uid, value) ? [keys] : [];
  return [...childrenOf(value)].flatMap(([key, child]) => tracesIn([...keys, key], child, uid));
};

/** What may still name somebody who was erased: their sessions are over, and tokens outlive accounts by up to an hour. */
export const isPermitted = ([collection]: Keys): boolean => collection === 'revoked';
