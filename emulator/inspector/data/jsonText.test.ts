import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from './jsonText.ts';

describe('JSON that was typed', () => {
  it.each([
    ['', 1, 1],
    ['text', 1, 1],
    ['{"a": 1,}', 1, 9],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
    ['[1, 2', 1, 6],
    ['{"a": tru}', 1, 7],
    ["{'a': 1}", 1, 2],
    ['{"a": "x\ny"}', 1, 7],
    ['1 2', 1, 3],
    ['{"a" 1}', 1, 6],
    ['[1,,2]', 1, 4],
    ['01', 1, 2],
  ])('%j goes wrong at %d:%d', (text, line, column) => {
    expect(readJson(text)).toEqual({ line, column });
  });

  it('is read as it is', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(readJson(text)).toEqual({ value: JSON.parse(text) });
      }),
    );
  });

  it('goes wrong within the text or at its end, wherever it is cut or changed', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.string({ maxLength: 3 }), (json, at, more) => {
        const place = at % (json.length + 1);
        const text = json.slice(0, place) + more;
        const read = readJson(text);
        if ('value' in read) return;
        expect(read.line).toBeLessThanOrEqual(text.split('\n').length);
        expect(read.column).toBeLessThanOrEqual(text.length + 1);
      }),
    );
  });
});
