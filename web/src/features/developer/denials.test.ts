import { describe, expect, it } from 'vitest';
import { denialOf, isCulprit, readDenials, splitRule, type Denial, type DenialStep } from './denials.ts';

const step = {
  rulePath: '/messages/$roomId/$messageId',
  kind: '.write',
  line: 12,
  column: 7,
  source: "auth != null && newData.child('uid').val() == auth.uid",
  outcome: 'false',
  falsePart: "newData.child('uid').val() == auth.uid",
  parts: [{ source: 'auth.uid', depth: 1, value: '"ana"' }],
} satisfies DenialStep;

const told = {
  at: new Date(1_000_000).toISOString(),
  operation: 'write',
  paths: ['/messages/lobby/-a', '/limits/ana/messages/0'],
  auth: '{"uid":"ana","provider":"anonymous"}',
  explanation: { summary: 'denied', path: '/messages/lobby/-a', steps: [step] },
};
const changes = new Map<string, unknown>([
  ['limits/ana/messages/0', {}],
  ['messages/lobby/-a', {}],
]);

describe('readDenials', () => {
  it('reads what the emulator tells', () => {
    expect(readDenials([told])).toEqual([
      {
        atMs: 1_000_000,
        operation: 'write',
        paths: told.paths,
        auth: told.auth,
        path: '/messages/lobby/-a',
        summary: 'denied',
        steps: [step],
      },
    ]);
  });

  it.each<readonly [unknown]>([
    [undefined],
    [null],
    [1],
    ['x'],
    [{}],
    [{ constructor: 1 }],
    [[null]],
    [[{ paths: 3, explanation: { steps: [1] } }]],
  ])('makes what it can of %j', (value) => {
    for (const denial of readDenials(value)) expect(denial.paths).toEqual([]);
  });
});

const at = (changed: Partial<typeof told>): readonly Denial[] => readDenials([{ ...told, ...changed }]);

describe('denialOf', () => {
  it.each<readonly [string, readonly Denial[], boolean]>([
    ['the one that names the same places, in any order', at({}), true],
    ['no read', at({ operation: 'read' }), false],
    ['none of other places', at({ paths: ['/messages/lobby/-a', '/elsewhere'] }), false],
    ['none of fewer places', at({ paths: ['/messages/lobby/-a'] }), false],
    ['none of somebody else', at({ auth: '{"uid":"anabel"}' }), false],
    ['none of long ago', at({ at: new Date(1000).toISOString() }), false],
    ['none at all', [], false],
  ])('finds %s', (_name, denials, isFound) => {
    expect(denialOf(denials, changes, 'ana', 1_000_100) !== undefined).toBe(isFound);
  });

  it('takes the closest of several', () => {
    const denials = [...at({ at: new Date(999_000).toISOString() }), ...at({})];
    expect(denialOf(denials, changes, 'ana', 1_000_050)?.atMs).toBe(1_000_000);
    expect(denialOf(denials, changes, 'ana', 999_010)?.atMs).toBe(999_000);
  });

  it('knows that of many places only the first are named', () => {
    const many = new Map(Array.from({ length: 30 }, (_, index) => [`a/${index}`, 1] as const));
    const paths = [...many.keys()].slice(0, 20).map((path) => `/${path}`);
    expect(denialOf(at({ paths }), many, undefined, 1_000_000)).toBeDefined();
  });
});

describe('splitRule', () => {
  it.each([
    [step, ['auth != null && ', step.falsePart, '']],
    [{ ...step, falsePart: 'not there' }, [step.source, '', '']],
    [{ ...step, falsePart: step.source }, ['', step.source, '']],
  ])('shows the part that was false', (row, parts) => {
    expect(splitRule(row)).toEqual(parts);
  });
});

describe('isCulprit', () => {
  const long = `a && ${'b'.repeat(400)}`;
  it.each<readonly [string | undefined, string, boolean]>([
    ['auth != null', 'auth != null', true],
    ['auth != null', 'auth', false],
    ['auth', 'auth != null', false],
    [`${long.slice(0, 300)}… (405 characters)`, `${long.slice(0, 200)}…`, true],
    [`${long.slice(0, 300)}… (405 characters)`, 'a', false],
    [undefined, 'a', false],
  ])('of a part that decided, %j, knows %j: %j', (falsePart, source, is) => {
    const { falsePart: _, ...rest } = step;
    expect(isCulprit({ ...rest, ...(falsePart !== undefined && { falsePart }) }, source)).toBe(is);
  });
});
