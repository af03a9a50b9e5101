import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeFailure } from './describeFailure.ts';
import { root } from './root.ts';

const source = join(root, 'rules', 'src', 'rules.ts');

describe('describeFailure', () => {
  it.each([
    [
      'a mistake in the grammar',
      `Error: Transform failed with 1 error:\n${source}:12:5: ERROR: Expected ")" but found "{"\n    at fail (esbuild)`,
      'rules/src/rules.ts:12:5: Expected ")" but found "{"',
    ],
    [
      'a name that does not exist',
      `ReferenceError: nobody is not defined\n    at <anonymous> (${source}:40:7)\n    at ModuleJob.run (node:internal)`,
      'rules/src/rules.ts:40:7: nobody is not defined',
    ],
    [
      'an error thrown while printing',
      `Error: no such path\n    at rule (file://${source}:3:1)`,
      'rules/src/rules.ts:3:1: no such path',
    ],
    [
      'what Vite refuses to bundle',
      'Build failed with 1 error:\n\n\u001B[31m[builtin:vite-transform] \u001B[0mUnexpected token\n   ╭─[ functions/src/index.ts:2:12 ]\n   │',
      'functions/src/index.ts:2:12: Unexpected token',
    ],
    ['an error from nowhere', 'RangeError: too deep\n    at node:internal', 'RangeError: too deep'],
    ['anything else', ' it just stopped \n', 'it just stopped'],
  ])('makes one sentence of %s', (_what, output, expected) => {
    expect(describeFailure(output)).toBe(expected);
  });
});
