import { describe, expect, it } from 'vitest';

import { setOwn, type Json } from '../tree/json.ts';
import { pushMessage, type Push } from './push.ts';

describe('pushMessage', () => {
  it.each<[Push, number | undefined, string]>([
    [{ kind: 'd', path: [], value: null }, undefined, '{"t":"d","d":{"b":{"p":"","d":null},"a":"d"}}'],
    [{ kind: 'd', path: ['a', 'b'], value: 'x' }, 7, '{"t":"d","d":{"b":{"p":"a/b","d":"x","t":7},"a":"d"}}'],
    [
      { kind: 'm', path: ['msgs'], value: { b: null, d: 1700000000123 } },
      1,
      '{"t":"d","d":{"b":{"p":"msgs","d":{"b":null,"d":1700000000123},"t":1},"a":"m"}}',
    ],
    [
      { kind: 'd', path: ['"é"'], value: '\u2028' },
      0,
      '{"t":"d","d":{"b":{"p":"\\"é\\"","d":"\u2028","t":0},"a":"d"}}',
    ],
  ])('prints %j for tag %s', (push, tag, frame) => {
    expect(pushMessage(push, tag).text).toBe(frame);
  });

  it('prints a value once, however many listen with however many tags', () => {
    let prints = 0;
    const value = { toJSON: () => `${++prints}` } as unknown as Json;
    const push: Push = { kind: 'd', path: ['a'], value };
    for (let tag = 0; tag < 100; tag++) {
      expect(pushMessage(push, tag % 10).text).toBe(
        `{"t":"d","d":{"b":{"p":"a","d":"1","t":${tag % 10}},"a":"d"}}`,
      );
    }
    expect(prints).toBe(1);
  });

  it('carries a key called __proto__', () => {
    const value: { [key: string]: Json } = {};
    setOwn(value, '__proto__', 1);
    expect(pushMessage({ kind: 'm', path: [], value }, undefined).text).toContain('{"__proto__":1}');
  });
});
