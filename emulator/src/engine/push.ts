import type { Json } from '../tree/json.ts';
import { formatPath, type Path } from '../tree/path.ts';

/** A change as one group of listeners hears of it: `d` replaces the node at `path`, `m` replaces children of it. */
export interface Push {
  readonly kind: 'd' | 'm';
  readonly path: Path;
  readonly value: Json;
}

/** The whole text of a push as it goes over the wire. */
export const pushFrame = ({ kind, path, value }: Push, tag: number | undefined): string =>
  JSON.stringify({
    t: 'd',
    d: { a: kind, b: { p: formatPath(path), d: value, ...(tag === undefined ? {} : { t: tag }) } },
  });
