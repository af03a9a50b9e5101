import type { Json } from '../tree/json.ts';
import { formatPath, type Path } from '../tree/path.ts';

/**
 * News for everyone who listens to the same location with the same query: `d` replaces the node at `path`, `m` replaces
 * the nodes at the keys of `value` (relative paths, deep ones too) and leaves the others alone. Values are in wire form.
 */
export interface Push {
  readonly kind: 'd' | 'm';
  readonly path: Path;
  readonly value: Json;
}

interface Printed {
  readonly body: string;
  readonly frames: Map<number | undefined, string>;
}

/** One push goes to many listeners: its value is printed once, and its frame once for each tag. */
const printed = new WeakMap<Push, Printed>();

/** The whole text of a push as it goes over the wire; the same string for every listener with the same tag. */
export const pushFrame = (push: Push, tag: number | undefined): string => {
  let known = printed.get(push);
  if (known === undefined) {
    const body = `"p":${JSON.stringify(formatPath(push.path))},"d":${JSON.stringify(push.value)}`;
    known = { body, frames: new Map() };
    printed.set(push, known);
  }
  let frame = known.frames.get(tag);
  if (frame === undefined) {
    const tagged = tag === undefined ? '' : `,"t":${tag}`;
    frame = `{"t":"d","d":{"b":{${known.body}${tagged}},"a":"${push.kind}"}}`;
    known.frames.set(tag, frame);
  }
  return frame;
};
