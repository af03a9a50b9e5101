import { changedChildren } from '../tree/diff.ts';
import { childrenOf, type Node } from '../tree/node.ts';
import type { Failure } from './database.ts';
import { sameValue } from './delta.ts';
import type { TriggerEvent } from './triggers.ts';

/** How many functions the service lets one write call. */
const eventsPerWrite = 1000;

/** How much of the old value and the change the service lets one function be told, as JSON. */
const eventBytes = 1024 * 1024;

/** Why a write is not made because of the functions that would hear of it, in the service's words. */
export const refusalOfEvents = (
  events: readonly Pick<TriggerEvent, 'before' | 'after'>[],
): Failure | undefined => {
  if (events.length > eventsPerWrite) {
    const message = 'This request would cause too many functions to be triggered.';
    return { ok: false, status: 'too_many_triggers', message };
  }
  if (events.every(({ before, after }) => afterDelta(before, after, afterValue(before, eventBytes)) >= 0)) {
    return undefined;
  }
  const message = 'This request would cause a function payload exceeding the maximum size allowed.';
  return { ok: false, status: 'trigger_payload_too_large', message };
};

/** What is left of `bytes` after a value is printed: below zero when they do not suffice, and no further is looked then. */
const afterValue = (node: Node, bytes: number): number => {
  if (node.kind === 'empty') return bytes - 'null'.length;
  if (node.kind === 'leaf') return bytes - printedBytes(node.value);
  let left = bytes - '{'.length;
  for (const [key, child] of childrenOf(node)) {
    left = afterValue(child, left - printedBytes(key) - ':,'.length);
    if (left < 0) break;
  }
  return left;
};

/** The same for what `deltaOf` makes of two values. */
const afterDelta = (before: Node, after: Node, bytes: number): number => {
  if (before.kind !== 'branch' || after.kind !== 'branch') return afterValue(after, bytes);
  let left = bytes - '{'.length;
  for (const [key, old, young] of changedChildren(before, after)) {
    if (left < 0) break;
    if (!sameValue(old, young)) left = afterDelta(old, young, left - printedBytes(key) - ':,'.length);
  }
  return left;
};

const printedBytes = (value: string | number | boolean): number => Buffer.byteLength(JSON.stringify(value));
