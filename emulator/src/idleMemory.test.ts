import { describe, expect, it } from 'vitest';
import { IdleCollector } from './idleMemory.ts';

const mebi = 1024 * 1024;

/** Looks at heaps of these sizes (in MiB) one after the other, and tells at which looks garbage was collected. */
const collectionsAt = (start: number, sizes: readonly number[], live: number): readonly number[] => {
  let used = start;
  let look = 0;
  const collections: number[] = [];
  const collector = new IdleCollector(
    () => used * mebi,
    () => {
      collections.push(look);
      used = live;
    },
  );
  for (const size of sizes) {
    // After a collection the heap stays as small as it has become, unless there is more work.
    used = collections.length > 0 && size === sizes[look - 1] ? used : size;
    collector.look();
    look += 1;
  }
  return collections;
};

describe('garbage of a server that went quiet', () => {
  it.each<[string, readonly number[], number, readonly number[]]>([
    ['nothing when nothing happened', [20, 20, 20], 20, []],
    ['nothing while work goes on', [100, 200, 150, 300], 20, []],
    ['once when work has ended', [100, 200, 200, 200, 200], 20, [2]],
    ['once when all of it is in use', [100, 200, 200, 200, 200], 200, [2]],
    ['nothing when there is little', [40, 40, 40], 20, []],
    ['again after more work', [200, 200, 300, 300, 300], 20, [1, 3]],
  ])('is collected: %s', (_case, sizes, live, expected) => {
    expect(collectionsAt(20, sizes, live)).toEqual(expected);
  });
});
