import { isUtf8 } from 'node:buffer';
import { closeCode, opcode } from './frameCode.ts';
import { GrowingBytes } from './growingBytes.ts';

/** What becomes of what a client's frames say. The bytes are the receiver's only until it returns. */
export interface FrameReceiver {
  text(payload: Buffer): void;
  binary(): void;
  ping(payload: Buffer): void;
  pong(): void;
  /** The client closes. Without a code it gave none. */
  close(code: number | undefined): void;
  /** The client broke the rules of frames, so nothing it sends can be read any more. */
  broken(code: number, problem: string): void;
}

const longestControl = 125;
const maskBytes = 4;

/**
 * Reads the frames of one client (RFC 6455, 5), without extensions: every frame masked, a message in one frame or in
 * fragments with control frames in between. What a frame claims to hold is judged before it is kept.
 */
export class ClientFrames {
  readonly #limitBytes: number;
  readonly #receiver: FrameReceiver;
  /** The beginning of a frame whose rest has not come. */
  readonly #partial = new GrowingBytes();
  /** How many bytes the frame at hand has, as far as its header is there. */
  #needed = 0;
  readonly #fragments = new GrowingBytes();
  #fragmented: typeof opcode.text | typeof opcode.binary | undefined;
  #ended = false;

  /** @param limitBytes the longest message, fragments together */
  constructor(limitBytes: number, receiver: FrameReceiver) {
    this.#limitBytes = limitBytes;
    this.#receiver = receiver;
  }

  /** Takes what came over the network, and unmasks it where it is. */
  take(chunk: Buffer): void {
    if (this.#ended) return;
    let bytes = chunk;
    if (this.#partial.length > 0) {
      this.#partial.append(chunk, this.#needed);
      if (this.#partial.length < this.#needed) return;
      bytes = this.#partial.take();
    }
    const read = this.#readFrames(bytes);
    if (read < bytes.length && !this.#ended) this.#partial.append(bytes.subarray(read), this.#needed);
  }

  /** Reads nothing more. */
  end(): void {
    this.#ended = true;
    this.#partial.take();
    this.#fragments.take();
  }

  /** Reads all frames that are there whole, and answers how many bytes they had. */
  #readFrames(bytes: Buffer): number {
    let start = 0;
    while (!this.#ended) {
      const left = bytes.length - start;
      this.#needed = 2;
      if (left < this.#needed) break;
      const first = bytes[start] as number;
      const second = bytes[start + 1] as number;
      const lengthBytes = extraLengthBytes(second & 0x7f);
      this.#needed = 2 + lengthBytes + maskBytes;
      if (left < this.#needed) break;
      const length =
        lengthBytes === 0
          ? second & 0x7f
          : bytes.readUIntBE(start + 2 + Math.max(lengthBytes - 6, 0), Math.min(lengthBytes, 6));
      const problem = this.#headerProblem(
        first,
        second,
        lengthBytes === 8 ? bytes.readUInt16BE(start + 2) : 0,
        length,
      );
      if (problem !== undefined) {
        this.#fail(...problem);
        break;
      }
      const payloadStart = start + this.#needed;
      this.#needed += length;
      if (left < this.#needed) break;
      start += this.#needed;
      const payload = bytes.subarray(payloadStart, start);
      unmask(payload, bytes, payloadStart - maskBytes);
      this.#receive(first, payload);
    }
    return start;
  }

  #headerProblem(
    first: number,
    second: number,
    highLength: number,
    length: number,
  ): readonly [code: number, problem: string] | undefined {
    const kind = first & 0x0f;
    const isFinal = (first & 0x80) !== 0;
    if ((first & 0x70) !== 0)
      return [closeCode.protocolError, 'a frame uses an extension, and none was agreed on'];
    if ((second & 0x80) === 0) return [closeCode.protocolError, 'a frame of a client must be masked'];
    if (kind >= opcode.close) {
      if (kind > opcode.pong) return [closeCode.protocolError, `no frame has the opcode ${kind}`];
      if (!isFinal) return [closeCode.protocolError, 'a control frame must not be fragmented'];
      if (length > longestControl) {
        return [closeCode.protocolError, `a control frame has more than ${longestControl} bytes`];
      }
      return undefined;
    }
    if (kind > opcode.binary) return [closeCode.protocolError, `no frame has the opcode ${kind}`];
    if ((kind === opcode.continuation) !== (this.#fragmented !== undefined)) {
      return [
        closeCode.protocolError,
        kind === opcode.continuation
          ? 'a frame goes on with a message that was not begun'
          : 'a message begins before the one before it has ended',
      ];
    }
    if (highLength > 0 || this.#fragments.length + length > this.#limitBytes) {
      return [closeCode.tooBig, `a message has more than ${this.#limitBytes} bytes`];
    }
    return undefined;
  }

  #receive(first: number, payload: Buffer): void {
    const kind = first & 0x0f;
    const isFinal = (first & 0x80) !== 0;
    switch (kind) {
      case opcode.ping:
        return this.#receiver.ping(payload);
      case opcode.pong:
        return this.#receiver.pong();
      case opcode.close:
        return this.#receiveClose(payload);
    }
    if (kind !== opcode.continuation && isFinal) return this.#receiveMessage(kind, payload);
    if (kind === opcode.text || kind === opcode.binary) this.#fragmented = kind;
    this.#fragments.append(payload, this.#limitBytes);
    const begun = this.#fragmented;
    if (!isFinal || begun === undefined) return;
    this.#fragmented = undefined;
    this.#receiveMessage(begun, this.#fragments.take());
  }

  #receiveMessage(kind: number, payload: Buffer): void {
    if (kind === opcode.binary) return this.#receiver.binary();
    if (!isUtf8(payload)) return this.#fail(closeCode.invalidText, 'a text is not valid UTF-8');
    this.#receiver.text(payload);
  }

  #receiveClose(payload: Buffer): void {
    if (payload.length === 0) {
      this.end();
      return this.#receiver.close(undefined);
    }
    const code = payload.length === 1 ? undefined : payload.readUInt16BE(0);
    if (code === undefined || !mayBeSent(code)) {
      return this.#fail(
        closeCode.protocolError,
        `a connection cannot be closed with the code ${code ?? 'of one byte'}`,
      );
    }
    if (!isUtf8(payload.subarray(2))) {
      return this.#fail(closeCode.invalidText, 'the reason for closing is not valid UTF-8');
    }
    this.end();
    this.#receiver.close(code);
  }

  #fail(code: number, problem: string): void {
    this.end();
    this.#receiver.broken(code, problem);
  }
}

/** Lengths above 125 stand in two or eight bytes of their own. */
const extraLengthBytes = (short: number): 0 | 2 | 8 => (short < 126 ? 0 : short === 126 ? 2 : 8);

/** 1004 to 1006 and 1015 are for programs to tell themselves, never each other. */
const mayBeSent = (code: number): boolean =>
  (code >= 1000 && code <= 1014 && !(code >= 1004 && code <= 1006)) || (code >= 3000 && code <= 4999);

const unmask = (payload: Buffer, mask: Buffer, at: number): void => {
  const a = mask[at] as number;
  const b = mask[at + 1] as number;
  const c = mask[at + 2] as number;
  const d = mask[at + 3] as number;
  if ((a | b | c | d) === 0) return;
  const whole = payload.length - (payload.length % maskBytes);
  for (let i = 0; i < whole; i += maskBytes) {
    payload[i] = (payload[i] as number) ^ a;
    payload[i + 1] = (payload[i + 1] as number) ^ b;
    payload[i + 2] = (payload[i + 2] as number) ^ c;
    payload[i + 3] = (payload[i + 3] as number) ^ d;
  }
  for (let i = whole; i < payload.length; i += 1) {
    payload[i] = (payload[i] as number) ^ (mask[at + (i % maskBytes)] as number);
  }
};
