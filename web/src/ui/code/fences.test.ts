import { expect, it } from 'vitest';
import { fenceLanguages } from './fences.ts';

it.each([
  ['no code', []],
  ['```ts\na\n```', ['ts']],
  ['```\na\n```\n\n~~~Python\nb\n~~~', ['', 'python']],
  ['````md\n```ts\n```\n````', ['md']],
  ['> ```sql\n> a\n> ```', ['sql']],
  ['```ts', ['ts']],
  ['`a` ``b``', []],
  ['- ```go\n  a\n  ```', ['go']],
])('finds in %j the languages %j', (text, expected) => {
  expect(fenceLanguages(text)).toEqual(expected);
});
