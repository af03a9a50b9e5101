import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keep, root } from '../root.ts';
import { readCandidate } from './candidate.ts';
import type { Candidate } from './guard.ts';

describe('what would be deployed', () => {
  let folder: string;
  let candidate: Candidate;

  beforeAll(() => {
    mkdirSync(keep, { recursive: true });
    folder = mkdtempSync(join(keep, 'candidate-'));
    const files = {
      'web/index.html': '<p>é</p>',
      'web/assets/deep/er/index-DEVdonX0.js': 'start()',
      'web/assets/index-DEVdonX0.js.map': '{}',
      'functions/index.js': 'import "jsdom"; const one = 1; export { one };',
      'functions/chunk.mjs': 'export { two } from "named";',
      'functions/index.js.map': '{}',
    };
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const built = relative(root, folder);
    candidate = readCandidate('chat-of-ours', {
      web: `${built}/web`,
      functions: `${built}/functions`,
      failures: ['no'],
    });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is every file that Hosting would serve, with its size in bytes', () => {
    expect(new Map(Array.from(candidate.page, ([name, { length }]) => [name, length]))).toEqual(
      new Map([
        ['index.html', 9],
        ['assets/deep/er/index-DEVdonX0.js', 7],
      ]),
    );
  });

  it('is what the functions import and export, and what their package lists', () => {
    expect(candidate.functions.modules).toEqual(
      expect.arrayContaining([
        { imports: ['jsdom'], exports: ['one'] },
        { imports: ['named'], exports: ['two'] },
      ]),
    );
    expect(candidate.functions.modules).toHaveLength(2);
    expect(candidate.functions.dependencies.has('firebase-functions')).toBe(true);
    expect(candidate.functions.engine).toMatch(/^\d+$/);
  });

  it('is described by the files of this project', () => {
    expect(candidate.project).toEqual({ ok: true, id: 'chat-of-ours' });
    expect(candidate.config.database?.rules).toBe('database.rules.json');
    expect(JSON.parse(candidate.rules.committed)).toHaveProperty('rules');
    expect(candidate.runtimes.has('nodejs22')).toBe(true);
    expect(candidate.failedBuilds).toEqual(['no']);
  });

  it('is nothing where nothing was built', () => {
    const { page, functions } = readCandidate(undefined, { web: 'none', functions: 'none', failures: [] });
    expect([page.size, functions.modules.length, functions.bytes]).toEqual([0, 0, 0]);
  });
});
