import { sameValue } from '../../backend/sameValue.ts';
import type { OwnersValue } from '../../backend/ownerDatabase.ts';

const childrenOf = (value: unknown): ReadonlyMap<string, unknown> => {
  if (value instanceof Map) return value as ReadonlyMap<string, unknown>;
  return new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
};

/** The places at and below `path` that are new or another than before, with all that lie above them; what is gone is a change of what it was in. */
export const changedPaths = (path: string, before: unknown, after: OwnersValue): readonly string[] => {
  const found: string[] = [];
  const compare = (place: string, old: unknown, now: unknown): boolean => {
    const olds = childrenOf(old);
    const nows = childrenOf(now);
    const isChanged =
      olds.size === 0 && nows.size === 0
        ? !sameValue(old, now)
        : [...olds.keys()].some((key) => !nows.has(key));
    let hasChanged = isChanged;
    for (const [key, inner] of nows) {
      // Written so that each is compared, also after a first that has changed.
      if (compare(`${place}/${key}`, olds.get(key), inner)) hasChanged = true;
    }
    if (hasChanged) found.push(place);
    return hasChanged;
  };
  compare(path, before, after);
  return found;
};
