import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { emptyNode, type Node } from '../tree/node.ts';
import { anyKey, anyNode, nodeOf } from '../tree/treeArbitraries.ts';
import { Push } from './push.ts';

const merged = (values: Readonly<Record<string, unknown>>): (readonly [string, Node])[] =>
  Object.entries(values).map(([place, value]) => [place, nodeOf(value)]);

describe('a push', () => {
  it.each<[Push, number | undefined, string]>([
    [new Push([], emptyNode), undefined, '{"t":"d","d":{"b":{"p":"","d":null},"a":"d"}}'],
    [new Push(['a', 'b'], nodeOf('x')), 7, '{"t":"d","d":{"b":{"p":"a/b","d":"x","t":7},"a":"d"}}'],
    [
      new Push(['msgs'], merged({ b: null, d: 1700000000123 })),
      1,
      '{"t":"d","d":{"b":{"p":"msgs","d":{"b":null,"d":1700000000123},"t":1},"a":"m"}}',
    ],
    [
      new Push(['"é"'], nodeOf('\u2028')),
      0,
      '{"t":"d","d":{"b":{"p":"\\"é\\"","d":"\u2028","t":0},"a":"d"}}',
    ],
  ])('%j prints for tag %s as', (push, tag, text) => {
    expect(push.message(tag).text).toBe(text);
  });

  it('is one message for all who listen with one tag, and made ready once', () => {
    const push = new Push(['a'], nodeOf('1'));
    let encodings = 0;
    const encode = (text: string): Buffer => {
      encodings += 1;
      return Buffer.from(text);
    };
    for (let tag = 0; tag < 100; tag++) {
      const text = `{"t":"d","d":{"b":{"p":"a","d":"1","t":${tag % 10}},"a":"d"}}`;
      expect(
        push
          .message(tag % 10)
          .encoded(encode)
          .toString(),
      ).toBe(text);
    }
    expect(encodings).toBe(10);
  });

  it('carries a key called __proto__', () => {
    expect(new Push([], [['__proto__', nodeOf(1)]]).message(undefined).text).toContain('{"__proto__":1}');
  });

  it('prints what its value says, whatever it carries', () => {
    const content = fc.oneof(
      anyNode,
      fc.uniqueArray(fc.tuple(anyKey, anyNode), { selector: ([key]) => key }),
    );
    fc.assert(
      fc.property(content, (carried) => {
        const push = new Push(['a'], carried);
        const { d } = JSON.parse(push.message(1).text) as { d: { a: string; b: { d: unknown } } };
        expect(d.a).toBe(push.kind);
        expect(JSON.stringify(d.b.d)).toBe(JSON.stringify(push.value));
      }),
    );
  });
});
