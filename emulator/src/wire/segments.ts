/**
 * How a client that long-polls sends its messages: as pieces of web-safe base64 in the query of its polls, numbered
 * over the whole session, because polls may overtake one another.
 */
export interface Segment {
  readonly number: number;
  /** How many pieces its message has. */
  readonly ofMessage: number;
  readonly data: string;
}

/** The segments of one poll: `seg0=…&ts0=…&d0=…&seg1=…`. */
export const segmentsOf = (
  parameters: URLSearchParams,
): readonly Segment[] | { readonly problem: string } => {
  const segments: Segment[] = [];
  for (let index = 0; parameters.has(`seg${index}`); index += 1) {
    const number = countOf(parameters.get(`seg${index}`));
    const ofMessage = countOf(parameters.get(`ts${index}`));
    const data = parameters.get(`d${index}`);
    if (number === undefined || ofMessage === undefined || ofMessage === 0 || data === null) {
      return {
        problem: `Segment ${index} of a poll needs the numbers seg${index} and ts${index}, and data d${index}.`,
      };
    }
    segments.push({ number, ofMessage, data });
  }
  return segments;
};

const countOf = (text: string | null): number | undefined =>
  /^\d{1,9}$/.test(text ?? '') ? Number(text) : undefined;

export type JoinedSegments =
  | { readonly kind: 'messages'; readonly texts: readonly string[] }
  /** More than is kept for a client: the pieces that wait for missing ones, or one message. */
  | { readonly kind: 'tooBig' };

/** Puts the messages of one session together, whatever the order in which the polls come. */
export class SegmentJoiner {
  readonly #limitCharacters: number;
  readonly #waiting = new Map<number, Segment>();
  #next = 0;
  #pieces: string[] = [];
  #characters = 0;

  /** @param limitBytes bytes of the longest message kept, decoded */
  constructor(limitBytes: number) {
    this.#limitCharacters = Math.ceil((limitBytes * 4) / 3);
  }

  /** Takes the segments of one poll and gives the messages that are complete now. */
  take(segments: readonly Segment[]): JoinedSegments {
    for (const segment of segments) {
      // A repeated piece was taken already.
      if (segment.number < this.#next || this.#waiting.has(segment.number)) continue;
      this.#characters += segment.data.length + 1;
      this.#waiting.set(segment.number, segment);
    }
    if (this.#characters > this.#limitCharacters) return { kind: 'tooBig' };
    return { kind: 'messages', texts: this.#complete() };
  }

  #complete(): readonly string[] {
    const texts: string[] = [];
    for (;;) {
      const segment = this.#waiting.get(this.#next);
      if (segment === undefined) return texts;
      this.#waiting.delete(this.#next);
      this.#next += 1;
      this.#pieces.push(segment.data);
      if (this.#pieces.length < segment.ofMessage) continue;
      texts.push(decode(this.#pieces));
      this.#characters -= this.#pieces.reduce((total, piece) => total + piece.length + 1, 0);
      this.#pieces = [];
    }
  }
}

/** The web-safe alphabet, with `.` for padding. A character of the text may lie across two pieces. */
const decode = (pieces: readonly string[]): string =>
  Buffer.from(pieces.join('').replaceAll('.', ''), 'base64url').toString('utf8');
