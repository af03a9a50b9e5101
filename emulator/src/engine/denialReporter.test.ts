import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DenialReporter } from './denialReporter.ts';
import type { Denial } from './denials.ts';

const denialOf = (path: string): Denial => ({
  at: new Date(0).toISOString(),
  operation: 'read',
  paths: [path],
  auth: 'null',
  explanation: { summary: '', path, steps: [] },
});

const reporter = () => {
  const lines: string[] = [];
  const reports = new DenialReporter((line) => lines.push(line));
  return { lines, deny: (path: string) => reports.report('demo', denialOf(path)) };
};

describe('The reporter of denials', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('tells of five within a second, and then of how many more there were', () => {
    const { lines, deny } = reporter();
    for (let i = 0; i < 1000; i += 1) deny(`/a${i}`);
    expect(lines).toHaveLength(5);
    vi.advanceTimersByTime(1000);
    expect(lines).toHaveLength(6);
    expect(lines[5]).toBe(
      '995 more denials were left out within one second; the last are at /.inspect/denials.json.',
    );
    deny('/b');
    expect(lines[6]).toContain('denied read of /b');
  });

  it('says nothing of seconds in which nothing was left out', () => {
    const { lines, deny } = reporter();
    for (let i = 0; i < 5; i += 1) deny('/a');
    vi.advanceTimersByTime(5000);
    expect(lines).toHaveLength(5);
    for (let i = 0; i < 6; i += 1) deny('/a');
    vi.advanceTimersByTime(5000);
    expect(lines.at(-1)).toMatch(/^1 more denial was left out/);
  });
});
