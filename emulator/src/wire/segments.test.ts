import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SegmentJoiner, type Segment, segmentsOf } from './segments.ts';

/** As the SDK cuts its messages: UTF-8, web-safe base64 with dots, pieces of one size. */
const cut = (text: string, from = 0, pieceCharacters = 7): Segment[] => {
  const base64 = Buffer.from(text)
    .toString('base64')
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '.');
  const pieces = base64.match(new RegExp(`.{1,${pieceCharacters}}`, 'g')) ?? [];
  return pieces.map((data, index) => ({ number: from + index, ofMessage: pieces.length, data }));
};

describe('segmentsOf', () => {
  it.each([
    ['nothing', 'id=1&pw=x', []],
    ['one', 'seg0=5&ts0=1&d0=eyJ9', [{ number: 5, ofMessage: 1, data: 'eyJ9' }]],
    [
      'two',
      'seg0=5&ts0=2&d0=ey&seg1=6&ts1=2&d1=J9',
      [
        { number: 5, ofMessage: 2, data: 'ey' },
        { number: 6, ofMessage: 2, data: 'J9' },
      ],
    ],
  ])('reads %s', (_case, query, expected) => {
    expect(segmentsOf(new URLSearchParams(query))).toEqual(expected);
  });

  it.each(['seg0=x&ts0=1&d0=a', 'seg0=1&d0=a', 'seg0=1&ts0=1', 'seg0=1&ts0=0&d0=a', 'seg0=-1&ts0=1&d0=a'])(
    'refuses %s',
    (query) => {
      expect(segmentsOf(new URLSearchParams(query))).toEqual({
        problem: expect.stringContaining('Segment 0'),
      });
    },
  );
});

describe('SegmentJoiner', () => {
  it('gives messages in their order, whatever the order and the repetitions of their pieces', () => {
    const texts = fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(texts, fc.infiniteStream(fc.nat()), (messages, order) => {
        const segments: Segment[] = [];
        for (const text of messages) segments.push(...cut(text, segments.length));
        const shuffled = [...segments, ...segments]
          .map((segment) => ({ segment, at: order.next().value as number }))
          .toSorted((a, b) => a.at - b.at);
        const joiner = new SegmentJoiner(10_000);
        const joined = shuffled.flatMap(({ segment }) => {
          const result = joiner.take([segment]);
          return result.kind === 'messages' ? result.texts : ['too big'];
        });
        expect(joined).toEqual(messages);
      }),
    );
  });

  it('lets a client hold back only so much', () => {
    const joiner = new SegmentJoiner(30);
    const outcomes = [1, 2, 3, 4, 5].map((number) =>
      joiner.take([{ number, ofMessage: 1, data: 'abcdefghi' }]),
    );
    expect(outcomes.map(({ kind }) => kind).join(' ')).toBe('messages messages messages messages tooBig');
  });

  it('forgets what it has given', () => {
    const joiner = new SegmentJoiner(30);
    let number = 0;
    for (let message = 0; message < 100; message += 1) {
      const segments = cut('0123456789', number);
      number += segments.length;
      expect(joiner.take(segments)).toEqual({ kind: 'messages', texts: ['0123456789'] });
    }
  });
});
