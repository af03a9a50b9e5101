import { expect, it } from 'vitest';
import type { Json } from '../tree/json.ts';
import { prettyJson } from './prettyJson.ts';

it.each<[what: string, value: Json, text: string]>([
  ['a value', 'a"b', '"a\\"b"\n'],
  ['nothing', null, 'null\n'],
  ['an object', { a: 1, b: { c: true } }, '{\n  "a" : 1,\n  "b" : {\n    "c" : true\n  }\n}\n'],
  ['an array', { a: [1, null, [2]] }, '{\n  "a" : [ 1, null, [ 2 ] ]\n}\n'],
  ['objects in an array', { a: [{ b: 1 }, {}] }, '{\n  "a" : [ {\n    "b" : 1\n  }, { } ]\n}\n'],
  ['empty ones', [{}, []], '[ { }, [ ] ]\n'],
  ['keys of their own', { 'a"b': 1, é: 2 }, '{\n  "a\\"b" : 1,\n  "é" : 2\n}\n'],
])('prints %s as the service does', (_what, value, text) => {
  expect(prettyJson(value)).toBe(text);
  expect(JSON.parse(text)).toEqual(value);
});
