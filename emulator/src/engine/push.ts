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

/** A message for many clients: printed once, and made ready once for the transport that most of them have. */
export class SharedMessage {
  readonly text: string;
  #encoded: Buffer | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** @param encode always the same: what it made of the text the first time is kept for all */
  encoded(encode: (text: string) => Buffer): Buffer {
    return (this.#encoded ??= encode(this.text));
  }
}

interface Printed {
  readonly body: string;
  readonly messages: Map<number | undefined, SharedMessage>;
}

/** One push goes to many listeners: its value is printed once, and its message once for each tag. */
const printed = new WeakMap<Push, Printed>();

/** A push as it goes over the wire; the same object for every listener with the same tag. */
export const pushMessage = (push: Push, tag: number | undefined): SharedMessage => {
  let known = printed.get(push);
  if (known === undefined) {
    const body = `"p":${JSON.stringify(formatPath(push.path))},"d":${JSON.stringify(push.value)}`;
    known = { body, messages: new Map() };
    printed.set(push, known);
  }
  let message = known.messages.get(tag);
  if (message === undefined) {
    const tagged = tag === undefined ? '' : `,"t":${tag}`;
    message = new SharedMessage(`{"t":"d","d":{"b":{${known.body}${tagged}},"a":"${push.kind}"}}`);
    known.messages.set(tag, message);
  }
  return message;
};
