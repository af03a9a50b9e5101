import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutFrames, FrameJoiner, type Joined } from './frames.ts';

const segmentUnits = 16_384;
const take = (joiner: FrameJoiner, ...frames: readonly string[]): (Joined | undefined)[] =>
  frames.map((frame) => joiner.take(Buffer.from(frame)));
const message = (text: string): Joined => ({ kind: 'message', text });

describe('FrameJoiner', () => {
  it.each([
    ['a whole message', ['{"t":"c"}'], [message('{"t":"c"}')]],
    ['a count of one and its segment', ['1', '{"t":1}'], [undefined, message('{"t":1}')]],
    ['three segments', ['3', 'a', 'b', 'c'], [undefined, undefined, undefined, message('abc')]],
    [
      'segments that look like counts',
      ['3', '2', '0', '17'],
      [undefined, undefined, undefined, message('2017')],
    ],
    ['the keep-alive, which says nothing', ['0', '{"t":1}'], [undefined, message('{"t":1}')]],
    ['an empty frame, which says nothing', ['', '{"t":1}'], [undefined, message('{"t":1}')]],
    ['the keep-alive inside a message, as a segment', ['2', '0', '1'], [undefined, undefined, message('01')]],
    ['an empty segment', ['2', '', 'a'], [undefined, undefined, message('a')]],
    ['more than six digits, as a message', ['1234567'], [message('1234567')]],
    [
      'short frames that are no counts',
      ['-1', '1.5', '1e3', 'null'],
      ['-1', '1.5', '1e3', 'null'].map(message),
    ],
  ])('reads %s', (_case, frames, expected) => {
    expect(take(new FrameJoiner(1000), ...frames)).toEqual(expected);
  });

  it.each([
    ['in one frame', ['x'.repeat(11)], 'x'.repeat(11)],
    ['in segments', ['2', 'abcdef', 'ghijkl'], 'abcdef'],
    ['by bytes, not by characters', ['éééééé'], 'éééééé'],
  ])('drops a message over the limit %s, keeps its start, and reads on', (_case, frames, start) => {
    const joiner = new FrameJoiner(10);
    expect(take(joiner, ...frames).at(-1)).toEqual({ kind: 'tooBig', start });
    expect(take(joiner, '{"ok":1}')).toEqual([message('{"ok":1}')]);
  });

  it('takes a message at the limit', () => {
    expect(take(new FrameJoiner(10), 'x'.repeat(10))).toEqual([message('x'.repeat(10))]);
  });
});

describe('cutFrames', () => {
  it.each([
    ['a short message whole', '{}', ['{}']],
    ['a message of exactly one segment whole', 'a'.repeat(segmentUnits), ['a'.repeat(segmentUnits)]],
    ['one unit more as two segments', `${'a'.repeat(segmentUnits)}b`, ['2', 'a'.repeat(segmentUnits), 'b']],
  ])('sends %s', (_case, text, expected) => {
    expect(cutFrames(text)).toEqual(expected);
  });

  it('counts UTF-16 units, not bytes', () => {
    expect(cutFrames('é'.repeat(segmentUnits))).toHaveLength(1);
  });

  it('never cuts through a surrogate pair', () => {
    const text = `${'a'.repeat(segmentUnits - 1)}😀b`;
    expect(cutFrames(text)).toEqual(['2', 'a'.repeat(segmentUnits - 1), '😀b']);
  });

  it('is undone by the joiner for any text', () => {
    const unit = fc.constantFrom('a', '0', 'é', '😀', '\u{10ffff}');
    const filler = fc.integer({ min: 0, max: 3 * segmentUnits }).map((length) => 'x'.repeat(length));
    const text = fc
      .tuple(filler, fc.array(unit), filler, fc.array(unit))
      .map(([a, b, c, d]) => `{${a}${b.join('')}${c}${d.join('')}`);
    fc.assert(
      fc.property(text, (whole) => {
        const joiner = new FrameJoiner(10 * whole.length);
        const joined = take(joiner, ...cutFrames(whole));
        expect(joined.at(-1)).toEqual(message(whole));
        expect(joined.slice(0, -1).every((each) => each === undefined)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});
