import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ClientFrames } from './clientFrames.ts';

interface Frame {
  readonly kind: number;
  readonly payload: Buffer;
  readonly isFinal?: boolean;
}

const mask = Buffer.from([1, 2, 200, 255]);

const frame = ({ kind, payload, isFinal = true }: Frame): Buffer => {
  const header =
    payload.length < 126
      ? Buffer.from([0, 0x80 | payload.length])
      : payload.length < 65_536
        ? Buffer.from([0, 0xfe, payload.length >> 8, payload.length & 0xff])
        : Buffer.from([
            0,
            0xff,
            0,
            0,
            0,
            0,
            0,
            payload.length >> 16,
            (payload.length >> 8) & 0xff,
            payload.length & 0xff,
          ]);
  header[0] = (isFinal ? 0x80 : 0) | kind;
  return Buffer.concat([header, mask, payload.map((byte, i) => byte ^ (mask[i % 4] ?? 0))]);
};

const [text, binary, goOn, close, ping, pong] = [1, 2, 0, 8, 9, 10];
const of = (kind: number, payload: string | Buffer = '', isFinal = true): Frame => ({
  kind,
  payload: Buffer.from(payload),
  isFinal,
});

const limitBytes = 100_000;

/** What the receiver was told, in order. */
const heard = (chunks: readonly Buffer[], limit = limitBytes): unknown[] => {
  const told: unknown[] = [];
  const frames = new ClientFrames(limit, {
    text: (payload) => told.push(payload.toString()),
    binary: () => told.push('binary'),
    ping: (payload) => told.push(['ping', payload.toString()]),
    pong: () => told.push('pong'),
    close: (code) => told.push(['close', code]),
    broken: (code) => told.push(['broken', code]),
  });
  // It unmasks where the bytes are, so it gets its own.
  for (const chunk of chunks) frames.take(Buffer.from(chunk));
  return told;
};

const hearFrames = (...frames: readonly Frame[]): unknown[] => heard([Buffer.concat(frames.map(frame))]);

describe('frames of a client', () => {
  it.each<[string, readonly Frame[], readonly unknown[]]>([
    ['a text', [of(text, 'héllo')], ['héllo']],
    ['an empty text', [of(text)], ['']],
    [
      'texts of all three lengths',
      [125, 126, 65_535, 65_536].map((n) => of(text, 'x'.repeat(n))),
      [125, 126, 65_535, 65_536].map((n) => 'x'.repeat(n)),
    ],
    ['a binary message', [of(binary, 'x')], ['binary']],
    ['a text in fragments', [of(text, 'a', false), of(goOn, 'b', false), of(goOn, 'c')], ['abc']],
    [
      'a character across fragments',
      [of(text, Buffer.from([0xc3]), false), of(goOn, Buffer.from([0xa9]))],
      ['é'],
    ],
    [
      'a ping inside a fragmented text',
      [of(text, 'a', false), of(ping, '1'), of(goOn, 'b')],
      [['ping', '1'], 'ab'],
    ],
    ['a pong nobody asked for', [of(pong, 'x')], ['pong']],
    ['a close without a code', [of(close)], [['close', undefined]]],
    ['a close with a code and a reason', [of(close, Buffer.from([0x03, 0xe8, 0x61]))], [['close', 1000]]],
    ['nothing after a close', [of(close), of(text, 'x')], [['close', undefined]]],
  ])('bring %s', (_case, frames, expected) => {
    expect(hearFrames(...frames)).toEqual(expected);
  });

  it.each<[string, Buffer, number]>([
    ['not masked', Buffer.from([0x81, 1, 0x61, 0, 0, 0, 0]), 1002],
    ['marked for an extension', Buffer.from([0xc1, 0x80, 0, 0, 0, 0]), 1002],
    ['of an opcode that no message has', frame(of(3)), 1002],
    ['of an opcode that no control frame has', frame(of(11)), 1002],
    ['a fragmented control frame', frame(of(ping, '', false)), 1002],
    ['a control frame too long', frame(of(ping, 'x'.repeat(126))), 1002],
    ['going on with nothing', frame(of(goOn, 'x')), 1002],
    ['a message inside another', Buffer.concat([frame(of(text, 'a', false)), frame(of(text, 'b'))]), 1002],
    ['a close with half a code', frame(of(close, 'x')), 1002],
    ...[0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000].map((code): [string, Buffer, number] => [
      `a close with the code ${code}`,
      frame(of(close, Buffer.from([code >> 8, code & 0xff]))),
      1002,
    ]),
    ['a close whose reason is no text', frame(of(close, Buffer.from([0x03, 0xe8, 0xff]))), 1007],
    ['a text that is none', frame(of(text, Buffer.from([0x61, 0xff]))), 1007],
    ['a text cut inside a character', frame(of(text, Buffer.from([0xc3]))), 1007],
    ['longer than allowed', frame(of(text, 'x'.repeat(limitBytes + 1))), 1009],
    [
      'saying that it is longer than a number can be',
      Buffer.from([0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]),
      1009,
    ],
    [
      'longer than allowed in fragments',
      Buffer.concat([frame(of(text, 'x'.repeat(60_000), false)), frame(of(goOn, 'x'.repeat(60_000)))]),
      1009,
    ],
  ])('are refused when one is %s, and no more is heard', (_case, bytes, code) => {
    expect(heard([bytes, frame(of(text, 'later'))])).toEqual([['broken', code]]);
  });

  it('are refused by what they claim, before the rest has come', () => {
    expect(heard([Buffer.from([0x81, 0xff, 0, 0, 0, 0, 0x7f, 0, 0, 0, 1, 2, 3, 4])])).toEqual([
      ['broken', 1009],
    ]);
  });

  it('say the same however the network cuts them', () => {
    const payload = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }).map((string) => string.toWellFormed()),
      fc.nat({ max: 70_000 }).map((length) => 'x'.repeat(length)),
    );
    const message = fc.tuple(payload, fc.nat({ max: 3 })).map(([whole, cuts]): readonly Frame[] => {
      const bytes = Buffer.from(whole);
      const step = Math.ceil(bytes.length / (cuts + 1)) || 1;
      const pieces = Array.from({ length: cuts + 1 }, (_, i) => bytes.subarray(i * step, (i + 1) * step));
      return pieces.map((piece, i) => of(i === 0 ? text : goOn, piece, i === cuts));
    });
    fc.assert(
      fc.property(
        fc.array(message, { maxLength: 4 }),
        fc.array(fc.nat({ max: 5000 }), { minLength: 1 }),
        (messages, cuts) => {
          const bytes = Buffer.concat(messages.flat().map(frame));
          const chunks: Buffer[] = [];
          for (let at = 0, i = 0; at < bytes.length; i += 1) {
            const size = 1 + (cuts[i % cuts.length] ?? 0);
            chunks.push(bytes.subarray(at, at + size));
            at += size;
          }
          expect(heard(chunks, 1e9)).toEqual(
            messages.map((frames) => Buffer.concat(frames.map((each) => each.payload)).toString()),
          );
        },
      ),
      { numRuns: 50 },
    );
  });
});
