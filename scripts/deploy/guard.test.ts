import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { printRules } from '@causerie/rules';
import { describe, expect, it } from 'vitest';
import { root } from '../root.ts';
import { knownRuntimes } from './firebaseTools.ts';
import { type Candidate, type FirebaseConfig, guard } from './guard.ts';

const now = new Date('2026-11-22T12:00:00Z');
const config = JSON.parse(readFileSync(join(root, 'firebase.json'), 'utf8')) as FirebaseConfig;

/** This project, committed and with everything decided. */
const sound: Candidate = {
  project: { ok: true, id: 'chat-of-ours' },
  config,
  rules: { committed: printRules(), printed: printRules() },
  appCheck: JSON.stringify({
    'chat-of-ours': { enforced: false, reason: 'Invited people only.', reviewBy: '2027-03-01' },
  }),
  functions: {
    modules: [{ imports: ['jsdom', 'node:fs'], exports: ['onMessageWritten'] }],
    bytes: 1000,
    engine: '22',
    dependencies: new Map([['jsdom', '29.1.1']]),
  },
  page: new Map([
    ['index.html', '<!doctype html>'],
    ['assets/index-DEVdonX0.js', 'start()'],
  ]),
  failedBuilds: [],
  runtimes: knownRuntimes(),
  status: '',
  commit: 'abc1234 Chat',
};

const open = '{"rules":{".read":true}}';
const withHosting = (hosting: unknown): Partial<Candidate> => ({
  config: { ...config, hosting } as FirebaseConfig,
});

/** One thing wrong each, and a word of what must be said about it. */
const faults: readonly (readonly [what: string, change: Partial<Candidate>, word: string])[] = [
  ['open rules', { rules: { committed: open, printed: open } }, 'the whole world'],
  ['stale rules', { rules: { ...sound.rules, printed: `${printRules()} ` } }, 'not what rules/ prints'],
  ['other rules', { config: { ...config, database: { rules: 'open.json' } } }, 'deploys open.json'],
  ['no rules', { config: { ...config, database: {} } }, 'deploys no rules'],
  [
    'a demo project',
    { project: { ok: false, id: 'demo-x', refusal: { what: 'demo-x is a demo project.', fix: '' } } },
    'demo project',
  ],
  ['no decision about App Check', { appCheck: undefined }, 'App Check'],
  ['a build that fails', { failedBuilds: ['web/src/main.tsx:1:1: no.'] }, 'main.tsx'],
  ['emulator settings', { page: new Map([['index.html', 'http://127.0.0.1:9099']]) }, 'emulator'],
  ['functions nowhere to run', { config: { ...config, functions: { source: 'functions' } } }, 'does not say'],
  [
    'a second codebase that is retired',
    { config: { ...config, functions: [{ runtime: 'nodejs22' }, { runtime: 'nodejs18' }] } },
    'retired',
  ],
  [
    'an import that is not listed',
    { functions: { ...sound.functions, dependencies: new Map() } },
    'import jsdom',
  ],
  ['uncommitted changes', { status: ' M firebase.json\n' }, 'committed'],
];

describe('the guard', () => {
  it('lets this project pass', () => {
    expect(guard(sound, now)).toEqual([]);
  });

  it.each(faults)('refuses %s, and only that', (_what, change, word) => {
    expect(guard({ ...sound, ...change }, now).map(({ what }) => what)).toEqual([
      expect.stringContaining(word),
    ]);
  });

  it('refuses hosting without headers, or without anything', () => {
    expect(guard({ ...sound, ...withHosting({ public: 'web/dist' }) }, now)).toHaveLength(9);
    expect(guard({ ...sound, ...withHosting(undefined) }, now)).toHaveLength(9);
    expect(guard({ ...sound, ...withHosting([config.hosting, {}]) }, now)).toHaveLength(9);
  });

  it('names everything that is wrong at once', () => {
    const all: Candidate = {
      ...sound,
      rules: { committed: open, printed: '' },
      project: { ok: false, refusal: { what: 'No project.', fix: '' } },
      page: new Map([['index.html', 'http://127.0.0.1:9099']]),
      config: { database: { rules: 'database.rules.json' } },
      failedBuilds: ['The functions do not build.'],
      functions: { ...sound.functions, dependencies: new Map() },
      status: undefined,
    };
    const said = guard(all, now).map(({ what }) => what);
    expect(said[0]).toContain('the whole world');
    expect(said).toHaveLength(1 + 1 + 1 + 1 + 1 + 9 + 1 + 1 + 1);
  });

  it('says with each refusal what to do', () => {
    const fixes = faults
      .filter(([what]) => what !== 'a demo project')
      .flatMap(([, change]) => guard({ ...sound, ...change }, now).map(({ fix }) => fix));
    expect(fixes.filter((fix) => !/^[A-Z].*\.$/.test(fix))).toEqual([]);
  });
});
