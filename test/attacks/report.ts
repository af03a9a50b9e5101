import type { Attack, Finding } from './attack.ts';

export type Verdict = 'holds' | 'holds as far as promised' | 'no such surface' | 'BROKEN';

/** One attack and what came of it; plain data. */
export interface ReportLine extends Finding {
  readonly id: number;
  readonly name: string;
  readonly defence: string;
  readonly verdict: Verdict;
}

export const lineOf = ({ id, name, defence, promise }: Attack, finding: Finding): ReportLine => ({
  id,
  name,
  defence,
  ...finding,
  verdict: verdictOf(promise, finding),
});

const verdictOf = (promise: Attack['promise'], { tried, breaches }: Finding): Verdict => {
  // Who tries nothing has shown nothing.
  if (breaches.length > 0 || tried === 0) return 'BROKEN';
  if (promise === 'absent') return 'no such surface';
  return promise === 'partly' ? 'holds as far as promised' : 'holds';
};

/** Whatever was in a page or a message must not become part of this document. */
const cell = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\u2028\u2029|]/gu, (unit) => (unit === '|' ? '\\|' : ' ')).trim();

const code = (text: string): string => `\`${cell(text).replaceAll('`', 'ˋ')}\``;

/** The report as a Markdown table, which reads as a table in a terminal too. */
export const printReport = (lines: readonly ReportLine[]): string =>
  [
    '| # | attack | tried | stopped by | evidence | verdict |',
    '| -: | --- | -: | --- | --- | --- |',
    ...lines.map(({ id, name, defence, tried, by, evidence, breaches, verdict }) =>
      [
        '',
        id,
        `**${cell(name)}**<br>${cell(defence)}`,
        tried,
        cell(by),
        [...breaches.map((breach) => `**${cell(breach)}**`), ...evidence.map(code)].join('<br>'),
        verdict,
        '',
      ]
        .join(' | ')
        .trim(),
    ),
    '',
  ].join('\n');
