import type { Databases } from '../engine/databases.ts';
import type { RuleSet } from '../security/ruleSet.ts';
import { toJson } from '../tree/json.ts';
import { childrenOf, type Node } from '../tree/node.ts';
import { formatPath, type Path, priorityKey, rootPath } from '../tree/path.ts';
import { type Entry, formatEntry, type Written } from './entry.ts';

/** About as many bytes of JSON as one entry holds. A larger one would hold up whoever writes meanwhile. */
const entryBytes = 64 * 1024;

/** A log that says what there is now, whatever is written while it is being read. */
export const snapshotOf = (databases: Databases): Iterable<Entry> =>
  entriesOf(
    [
      formatEntry,
      ...databases.triggers.registrations().map((registration): Entry => ({ kind: 'trigger', registration })),
    ],
    [...databases].map(({ namespace, root, rules }) => ({ namespace, root, rules })),
  );

function* entriesOf(
  first: readonly Entry[],
  databases: readonly { readonly namespace: string; readonly root: Node; readonly rules: RuleSet }[],
): Generator<Entry> {
  yield* first;
  for (const { namespace, root, rules } of databases) {
    if (!rules.isDefault) yield { kind: 'rules', namespace, text: rules.text };
    let writes: Written[] = [];
    let bytes = 0;
    for (const [written, weight] of pieces(root, rootPath)) {
      writes.push(written);
      bytes += weight;
      if (bytes < entryBytes) continue;
      yield { kind: 'commit', namespace, writes };
      writes = [];
      bytes = 0;
    }
    if (writes.length > 0) yield { kind: 'commit', namespace, writes };
  }
}

/** The parts of a node, none much larger than an entry, and about how many bytes each has. */
function* pieces(node: Node, path: Path): Generator<readonly [Written, number]> {
  if (node.kind === 'empty') return;
  const weight = weigh(node, entryBytes);
  if (node.kind === 'leaf' || weight < entryBytes) {
    const text = formatPath(path);
    yield [[text, toJson(node, 'wire')], text.length + weight];
    return;
  }
  for (const [key, child] of childrenOf(node)) yield* pieces(child, [...path, key]);
  if (node.priority !== null) yield [[formatPath([...path, priorityKey]), node.priority], 100];
}

/** About the bytes of a node as JSON, or some number above `most`. */
const weigh = (node: Node, most: number): number => {
  if (node.kind !== 'branch') {
    return node.kind === 'leaf' && typeof node.value === 'string' ? 30 + node.value.length : 30;
  }
  let weight = 30;
  for (const [key, child] of childrenOf(node)) {
    weight += key.length + weigh(child, most - weight);
    if (weight > most) break;
  }
  return weight;
};
