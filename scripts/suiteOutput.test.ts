import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOutputReader, type Notice } from './suiteOutput.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const noticesIn = (lines: readonly string[]): readonly Notice[] => {
  const notices: Notice[] = [];
  const read = createOutputReader((notice) => notices.push(notice));
  lines.forEach(read);
  // Silence ends a message.
  vi.runAllTimers();
  return notices;
};

describe('the reader of what firebase-tools prints', () => {
  it.each([
    [
      'a broken rules file, and that the old one stays',
      [
        'i  database: Change detected, updating rules for demo-causerie-default-rtdb...',
        "⚠  database: database.rules.json:3:15: Unknown variable 'x'.",
        '⚠  database: Failed to update rules',
      ],
      [
        ['warning', "database: database.rules.json:3:15: Unknown variable 'x'."],
        ['warning', 'The rules from before stay in force.'],
      ],
    ],
    ['rules that were loaded again', ['✔  database: Rules updated.'], [['news', 'New rules are in force.']]],
    [
      'a function that throws, with those frames of the stack that are ours',
      [
        '⚠  functions: Error: boom',
        '    at file:///project/functions/lib/index.js:5:42',
        '    at /project/node_modules/firebase-functions/lib/v2/https.js:75:51',
        '    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)',
        '⚠  Your function was killed because it raised an unhandled error.',
      ],
      [
        ['warning', 'functions: Error: boom\n    at file:///project/functions/lib/index.js:5:42'],
        ['warning', 'Your function was killed because it raised an unhandled error.'],
      ],
    ],
    [
      'a warning that a function logs',
      ['>  {"severity":"WARNING","message":"refused","length":9000}'],
      [['warning', 'functions: refused {"length":9000}']],
    ],
    [
      'an error that a function logs',
      ['>  {"severity":"ERROR","message":"__proto__"}'],
      [['error', 'functions: __proto__']],
    ],
    ['an error of the CLI', ['Error: Could not start'], [['error', 'Could not start']]],
    [
      'functions that do not load',
      ['⬢  functions: Failed to load function definition from source: FirebaseError'],
      [['error', 'functions: Failed to load function definition from source: FirebaseError']],
    ],
  ] as const)('tells of %s', (_what, lines, expected) => {
    expect(noticesIn(lines).map(({ kind, text }) => [kind, text])).toEqual(expected);
  });

  it.each([
    'i  database: Database Emulator logging to database-debug.log',
    '⚠  database: Env variable override detected. Using database emulator at /x/main.js',
    '⚠  functions: Your requested "node" version "22" doesn\'t match your global version "20".',
    '>  {"severity":"INFO","message":"rendered"}',
    '>  not JSON at all',
    '>  null',
    '',
  ])('keeps to itself: %s', (line) => {
    expect(noticesIn([line])).toEqual([]);
  });
});
