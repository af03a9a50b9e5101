import { cutFrames } from './frames.ts';
import { opcode } from './frameCode.ts';

const finalBit = 0x80;

/** The bytes of one whole message as it goes to a client: its frames, headers and all, one after the other. */
export const messageBytes = (message: string): Buffer => {
  const frames = cutFrames(message);
  return frames.length === 1 ? textFrame(message) : Buffer.concat(frames.map(textFrame));
};

/** A text as one frame. What a server sends is not masked. */
const textFrame = (text: string): Buffer => {
  const length = Buffer.byteLength(text);
  const frame = frameFor(opcode.text, length);
  frame.write(text, frame.length - length);
  return frame;
};

/** @param payload at most 125 bytes */
export const controlFrame = (
  kind: typeof opcode.close | typeof opcode.ping | typeof opcode.pong,
  payload: Buffer,
): Buffer => {
  const frame = frameFor(kind, payload.length);
  payload.copy(frame, frame.length - payload.length);
  return frame;
};

/** Room for a frame, with its header written. */
const frameFor = (kind: number, length: number): Buffer => {
  const headerBytes = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headerBytes + length);
  frame[0] = finalBit | kind;
  if (headerBytes === 2) {
    frame[1] = length;
  } else if (headerBytes === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeUInt32BE(Math.floor(length / 2 ** 32), 2);
    frame.writeUInt32BE(length % 2 ** 32, 6);
  }
  return frame;
};
