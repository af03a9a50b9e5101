import { describe, expect, it } from 'vitest';
import { badKeyPlace } from './badKey.ts';

describe('the place of a bad key', () => {
  it.each<[what: string, json: string, place: string | undefined]>([
    ['a dot', '{"a.b":1}', '1:2'],
    ['nothing at all', '{"":1}', '1:2'],
    ['a slash', '{"a":1, "b/c" : 2}', '1:9'],
    ['a control character, escaped', String.raw`{"a":{"b\u0001":1}}`, '1:7'],
    ['on another line', '{\n  "a": [1,\n    {"x": 0, "$y": 1}]\n}', '3:14'],
    ['the first of two', '{"#":1,"$":2}', '1:2'],
    ['behind a text with quotes', String.raw`{"a":"\\\"[\"","[":1}`, '1:16'],
    ['none, whatever texts hold', '{"a":"{\\"b.c\\":1}","d":[".",""]}', undefined],
    ['none, as the format has names with dots', '{".priority":1,".value":{".sv":"timestamp"}}', undefined],
    ['none in a single value', '"a.b"', undefined],
    ['a key like those of objects', '{"__proto__":{"constructor.":1}}', '1:15'],
  ])('%s', (_what, json, place) => {
    expect(JSON.parse(json)).toBeDefined();
    expect(badKeyPlace(json, false)).toBe(place);
  });

  it('takes the outermost keys of an update for paths, and no others', () => {
    expect(badKeyPlace('{"a/b":{"c":1}}', true)).toBeUndefined();
    expect(badKeyPlace('{"a/b":{"c/d":1}}', true)).toBe('1:9');
    expect(badKeyPlace('{"a/.":1}', true)).toBe('1:2');
    expect(badKeyPlace('{"":1}', true)).toBe('1:2');
    expect(badKeyPlace('{"/a/.priority":1}', true)).toBeUndefined();
    // What else is wrong with such a path, its depth for one, is not a matter of its characters.
    expect(badKeyPlace(`{"${'a/'.repeat(40)}":1}`, true)).toBeUndefined();
  });

  it('reads megabytes', () => {
    const json = `{"a":"${'\\\\x'.repeat(3_000_000)}","b.":1}`;
    expect(badKeyPlace(json, false)).toBe(`1:${9_000_000 + 9}`);
  });
});
