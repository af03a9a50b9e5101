import { describe, expect, it } from 'vitest';
import { type Runtime, runtimeProblems } from './functionsRuntime.ts';

const row = (version: number, deprecationDate: string, decommissionDate: string): [string, Runtime] => [
  `nodejs${version}`,
  { friendly: `Node.js ${version}`, deprecationDate, decommissionDate },
];
const runtimes = new Map([
  row(18, '2025-04-30', '2025-10-30'),
  row(20, '2026-04-30', '2026-10-30'),
  row(22, '2027-04-30', '2028-10-31'),
  row(24, '2028-04-30', '2028-10-31'),
]);
const problems = (runtime?: string, engine?: string, day = '2026-11-22'): readonly string[] =>
  runtimeProblems(runtime, engine, runtimes, new Date(`${day}T12:00:00Z`)).map(({ what }) => what);

describe('the runtime of the functions', () => {
  it.each([
    ['nodejs22', '22', '2026-11-22'],
    ['nodejs24', '24', '2026-11-22'],
    ['nodejs22', '22', '2027-04-29'],
    ['nodejs20', '20', '2026-04-29'],
  ])('is accepted: %s with engine %s on %s', (runtime, engine, day) => {
    expect(problems(runtime, engine, day)).toEqual([]);
  });

  it.each([
    ['nodejs18', '18', '2026-11-22', 'Google retired on 2025-10-30'],
    ['nodejs20', '20', '2026-10-30', 'Google retired on 2026-10-30'],
    ['nodejs20', '20', '2026-10-29', 'no security fixes since 2026-04-30'],
    ['nodejs22', '22', '2027-04-30', 'no security fixes'],
    ['nodejs22', '20', '2026-11-22', 'names nodejs22, and functions/package.json Node.js 20'],
    ['nodejs22', '>=22', '2026-11-22', 'Node.js >=22'],
    ['nodejs22', undefined, '2026-11-22', 'Node.js of no version'],
    [undefined, '22', '2026-11-22', 'does not say'],
    ['nodejs99', '99', '2026-11-22', 'knows no functions runtime called nodejs99'],
    ['constructor', '22', '2026-11-22', 'knows no functions runtime called constructor'],
  ])('is refused: %s with engine %s on %s', (runtime, engine, day, why) => {
    expect(problems(runtime, engine, day)).toEqual([expect.stringContaining(why)]);
  });

  it('is refused with those that may be used instead', () => {
    const [refusal] = runtimeProblems('nodejs18', '18', runtimes, new Date('2026-11-22'));
    expect(refusal?.fix).toContain('nodejs22 or nodejs24');
  });
});
