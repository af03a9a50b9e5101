import {
  endAt,
  limitToLast,
  onValue,
  orderByChild,
  query,
  ref,
  startAfter,
  startAt,
  type Database,
} from 'firebase/database';
import { entriesOf } from './entries.ts';
import type { NewestPorts } from './newest.ts';
import type { UnderSdk } from './underSdk.ts';

/** Listens to part of a list by `at`, as {@link NewestPorts.ask} wants it. */
export const listenToRange = (
  { database, under }: { readonly database: Database; readonly under: UnderSdk | undefined },
  path: string,
  ...[{ from, after, to, last }, known, heard, refused]: Parameters<NewestPorts['ask']>
): (() => void) => {
  const target = query(
    ref(database, path),
    orderByChild('at'),
    ...(from === undefined ? [] : [startAt(from.at, from.key)]),
    ...(after === undefined ? [] : [startAfter(after.at, after.key)]),
    ...(to === undefined ? [] : [endAt(to.at, to.key)]),
    limitToLast(last),
  );
  const listen = (): (() => void) => onValue(target, (snapshot) => heard(entriesOf(snapshot)), refused);
  if (known.length === 0 || under === undefined) return listen();
  return under.beginningWith(Object.fromEntries(known.map(({ key, value }) => [key, value])), listen);
};
