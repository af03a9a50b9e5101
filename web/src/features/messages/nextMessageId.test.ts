import { isMessageId, type MessageId } from '@causerie/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextMessageId } from './nextMessageId.ts';

describe('nextMessageId', () => {
  it.each([[0], [1], [1_795_355_867_709], [2 ** 47]])('makes an id for %s ms', (nowMs) => {
    expect(isMessageId(nextMessageId(nowMs, undefined))).toBe(true);
  });

  it.each([
    ['-P72Y6eq2HA5IXZOv_ir', '-P72Y6eq2HA5IXZOv_is'],
    ['-P72Y6eq2HA5IXZOv_iz', '-P72Y6eq2HA5IXZOv_j-'],
    ['-P72Y6eqzzzzzzzzzzzz', '-P72Y6er------------'],
  ])('follows %s with %s when the clock does not', (after, expected) => {
    expect(nextMessageId(0, after as MessageId)).toBe(expected);
  });

  it('makes ids that sort as they were made, whatever the clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 44 }), { maxLength: 30 }), (clocks) => {
        const ids: MessageId[] = [];
        for (const nowMs of clocks) ids.push(nextMessageId(nowMs, ids.at(-1)));
        expect(ids.toSorted()).toEqual(ids);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.every(isMessageId)).toBe(true);
      }),
    );
  });
});
