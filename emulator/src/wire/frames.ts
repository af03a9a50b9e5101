/**
 * Long messages on short frames. A message of more than 16,384 UTF-16 units travels as one frame with the decimal
 * number of its segments, then the segments. Anything else is a whole message, save the keep-alive `0`, which a
 * client sends when it has been quiet and a server must never send: the client would wait for zero segments for ever.
 */

const segmentUnits = 16_384;

/** A segment count has at most six digits. Other short frames are messages, if bad ones. */
const countPattern = /^\d{0,6}$/;

export type Joined =
  | { readonly kind: 'message'; readonly text: string }
  /** Too long to keep. `start` is its beginning, which tells the request's number. */
  | { readonly kind: 'tooBig'; readonly start: string };

/** Puts the messages of one socket together. */
export class FrameJoiner {
  readonly #limitBytes: number;
  #segmentsLeft = 0;
  #segments: string[] = [];
  #bytes = 0;
  #start = '';

  /** @param limitBytes bytes of the longest message kept */
  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  /** Takes the next frame and gives the message it completes, if it does. */
  take(frame: Buffer): Joined | undefined {
    const text = frame.toString('utf8');
    // Inside a message a segment may look like a count.
    if (this.#segmentsLeft === 0) {
      if (countPattern.test(text)) {
        // `0` is the keep-alive; an empty frame counts as zero in the client's own reading of frames.
        this.#segmentsLeft = Number(text);
        return undefined;
      }
      this.#segmentsLeft = 1;
    }
    this.#add(text, frame.length);
    this.#segmentsLeft -= 1;
    return this.#segmentsLeft === 0 ? this.#finish() : undefined;
  }

  #add(segment: string, bytes: number): void {
    if (this.#bytes === 0) this.#start = segment.slice(0, 100);
    this.#bytes += bytes;
    if (this.#bytes <= this.#limitBytes) this.#segments.push(segment);
    else this.#segments = [];
  }

  #finish(): Joined {
    const joined: Joined =
      this.#bytes <= this.#limitBytes
        ? { kind: 'message', text: this.#segments.join('') }
        : { kind: 'tooBig', start: this.#start };
    this.#segments = [];
    this.#bytes = 0;
    this.#start = '';
    return joined;
  }
}

/** The texts of the frames that carry one message. */
export const cutFrames = (message: string): readonly string[] => {
  if (message.length <= segmentUnits) return [message];
  const segments: string[] = [];
  for (let from = 0; from < message.length;) {
    const to = endOfSegment(message, from);
    segments.push(message.slice(from, to));
    from = to;
  }
  return [String(segments.length), ...segments];
};

/** A surrogate pair stays whole: half of one has no UTF-8, and would arrive as a replacement character. */
const endOfSegment = (message: string, from: number): number => {
  const end = from + segmentUnits;
  if (end >= message.length) return message.length;
  const last = message.charCodeAt(end - 1);
  return last >= 0xd800 && last <= 0xdbff ? end - 1 : end;
};
