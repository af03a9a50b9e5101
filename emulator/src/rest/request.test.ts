import { describe, expect, it } from 'vitest';
import { parseTarget, textOf } from './request.ts';

describe('parseTarget', () => {
  it.each([
    ['/.json', ['.json'], []],
    ['/a/b.json?ns=x', ['a', 'b.json'], [['ns', 'x']]],
    ['//a//b/.json', ['a', 'b', '.json'], []],
    ['http://host:1/a.json?ns=x', ['a.json'], [['ns', 'x']]],
    ['/caf%C3%A9%20x.json', ['café x.json'], []],
    ['/a%2Fb.json', ['a/b.json'], []],
    [
      '/__proto__.json?__proto__=1&constructor=2',
      ['__proto__.json'],
      [
        ['__proto__', '1'],
        ['constructor', '2'],
      ],
    ],
    [
      '/.json?orderBy=%22a+b%22&x&y=&ns=1&ns=2',
      ['.json'],
      [
        ['orderBy', '"a b"'],
        ['x', ''],
        ['y', ''],
        ['ns', '1'],
      ],
    ],
    ['/.json?a=b=c', ['.json'], [['a', 'b=c']]],
  ])('reads %s', (url, segments, params) => {
    const target = parseTarget(url);
    if ('problem' in target) throw new Error(target.problem);
    expect(target.segments).toEqual(segments);
    for (const [name, value] of params) expect(target.params.get(name ?? '')).toBe(value);
  });

  it.each([
    ['a bad escape in the path', '/%zz.json', /Invalid path: "%zz\.json" is not percent-encoded UTF-8/],
    ['bytes that are not UTF-8', '/%ff%fe.json', /Invalid path/],
    ['half an escape', '/a%.json', /Invalid path/],
    ['a bad escape in a parameter', '/.json?ns=%zz', /Invalid query parameter: "ns=%zz"/],
    ['a bad escape in a name', '/.json?%=1', /Invalid query parameter/],
  ])('refuses %s', (_what, url, problem) => {
    expect(parseTarget(url)).toEqual({ problem: expect.stringMatching(problem) });
  });
});

describe('textOf', () => {
  it.each([
    ['text', 'é', 'é'],
    ['UTF-8', Buffer.from('é'), 'é'],
    ['UTF-8 with a mark', Buffer.from('\ufeff1'), '1'],
    ['other bytes', Buffer.from([0xff, 0x22]), undefined],
    ['half a character', Buffer.from('é').subarray(0, 1), undefined],
  ])('reads %s', (_what, body, text) => {
    expect(textOf({ body })).toBe(text);
  });
});
