import { describe, expect, it } from 'vitest';
import { readModule, unlistedImports } from './functionsBundle.ts';

const dependencies = new Map([
  ['jsdom', '29.1.1'],
  ['@scope/name', '^1.0.0'],
  ['@causerie/contract', 'workspace:*'],
  ['local', 'file:../local'],
]);
const problems = (...imports: readonly string[]): readonly string[] =>
  unlistedImports(imports, dependencies).map(({ what }) => what);

describe('a bundle', () => {
  it('is read with everything it imports and exports', () => {
    const source = `
      import a, { b } from "jsdom";
      import "side-effect";
      import * as c from 'node:fs';
      export * from "./chunk.js";
      export { d as e } from "named/deep.js";
      const lazy = () => import("late");
      const old = require("old"); const other = required("no"); old.require;
      // import "comment";
      const text = 'import "text" from "text"';
      const local = 1;
      export { a, local as "quoted" };`;
    expect(readModule(source)).toEqual({
      imports: ['jsdom', 'side-effect', 'node:fs', './chunk.js', 'named/deep.js', 'late', 'old'],
      exports: ['e', 'a', 'quoted'],
    });
  });
});

describe('what the functions import', () => {
  it.each([
    'jsdom',
    'jsdom/lib/api.js',
    '@scope/name',
    '@scope/name/deep/er.js',
    'node:fs',
    'fs',
    'fs/promises',
    './chunk.js',
    '../up.js',
  ])('is there: %s', (name) => {
    expect(problems(name)).toEqual([]);
  });

  it.each([
    ['react', 'import react, which functions/package.json does not list'],
    ['jsdom-extra', 'does not list'],
    ['@scope/other', 'import @scope/other,'],
    ['@scope', 'does not list'],
    ['constructor', 'import constructor,'],
    ['__proto__', 'import __proto__,'],
    ['@causerie/contract', 'takes from workspace:*'],
    ['@causerie/rules', 'does not list'],
    ['local', 'takes from file:../local'],
  ])('is missing: %s', (name, why) => {
    expect(problems(name)).toEqual([expect.stringContaining(why)]);
  });

  it('is named once for each package', () => {
    expect(problems('react', 'react/jsx-runtime', 'vue')).toHaveLength(2);
  });
});
