import { type Json, setOwn, toJson, wireText } from '../tree/json.ts';
import type { Node } from '../tree/node.ts';
import { formatPath, type Path } from '../tree/path.ts';

/** A message for many clients: printed once, and made ready once for the transport that most of them have. */
export class SharedMessage {
  readonly text: string;
  #bytes: number | undefined;
  #encoded: Buffer | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** Its length in UTF-8. */
  get bytes(): number {
    return (this.#bytes ??= Buffer.byteLength(this.text));
  }

  /** @param encode always the same: what it made of the text the first time is kept for all */
  encoded(encode: (text: string) => Buffer): Buffer {
    return (this.#encoded ??= encode(this.text));
  }
}

/** A node, or nodes by where they stand below the path of a push (deep places, too). */
type Content = Node | readonly (readonly [place: string, node: Node])[];

/**
 * News for everyone who listens to the same location with the same query: `d` replaces the node at `path`, `m` replaces
 * the nodes at several places below it and leaves the others alone. It is printed once, and once more for each tag.
 */
export class Push {
  readonly kind: 'd' | 'm';
  readonly path: Path;
  readonly #content: Content;
  #body: string | undefined;
  readonly #messages = new Map<number | undefined, SharedMessage>();

  constructor(path: Path, content: Content) {
    this.kind = isMerge(content) ? 'm' : 'd';
    this.path = path;
    this.#content = content;
  }

  /** What is at `path` now, or an object of the places below it, in wire form. */
  get value(): Json {
    const content = this.#content;
    if (!isMerge(content)) return toJson(content, 'wire');
    const value: { [key: string]: Json } = {};
    for (const [place, node] of content) setOwn(value, place, toJson(node, 'wire'));
    return value;
  }

  /** The push as it goes over the wire; the same object for every listener with the same tag. */
  message(tag: number | undefined): SharedMessage {
    const known = this.#messages.get(tag);
    if (known !== undefined) return known;
    this.#body ??= `"p":${JSON.stringify(formatPath(this.path))},"d":${textOf(this.#content)}`;
    const tagged = tag === undefined ? '' : `,"t":${tag}`;
    const message = new SharedMessage(`{"t":"d","d":{"b":{${this.#body}${tagged}},"a":"${this.kind}"}}`);
    this.#messages.set(tag, message);
    return message;
  }
}

const isMerge = (content: Content): content is Exclude<Content, Node> => Array.isArray(content);

const textOf = (content: Content): string =>
  isMerge(content)
    ? `{${content.map(([place, node]) => `${JSON.stringify(place)}:${wireText(node)}`).join(',')}}`
    : wireText(content);
