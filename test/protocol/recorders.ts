import {
  onChildAdded,
  onChildChanged,
  onChildMoved,
  onChildRemoved,
  onValue,
  type DataSnapshot,
  type Query,
} from 'firebase/database';
import { Inbox } from '../support/inbox.ts';

/** Every value a listener is given, and the error that ends it. */
export const values = (query: Query): Inbox<unknown> => {
  const inbox = new Inbox<unknown>();
  onValue(query, (snapshot) => inbox.add(snapshot.val()), inbox.add);
  return inbox;
};

/** Every child event, as words: `added b after a`. */
export const childEvents = (query: Query): Inbox<string> => {
  const inbox = new Inbox<string>();
  const told = (event: string) => (snapshot: DataSnapshot, previous?: string | null) =>
    inbox.add(
      previous === undefined
        ? `${event} ${snapshot.key}`
        : `${event} ${snapshot.key} after ${previous ?? 'nothing'}`,
    );
  onChildAdded(query, told('added'));
  onChildChanged(query, told('changed'));
  onChildMoved(query, told('moved'));
  onChildRemoved(query, (snapshot) => told('removed')(snapshot));
  return inbox;
};

/** The keys of a snapshot in the order the query gives them. */
export const keysOf = (snapshot: DataSnapshot): readonly string[] => {
  const keys: string[] = [];
  snapshot.forEach((child) => void keys.push(child.key));
  return keys;
};
