import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { interruptibly } from './interruption.ts';
import { createProgress } from './progress.mjs';
import { keep, root } from './root.ts';
import { programs, runNode } from './runNode.ts';

/** As test/attacks/report.ts writes it. */
interface ReportLine {
  readonly id: number;
  readonly name: string;
  readonly defence: string;
  readonly tried: number;
  readonly by: string;
  readonly evidence: readonly string[];
  readonly breaches: readonly string[];
  readonly verdict: string;
}

const usage =
  'Usage: npm run attack [-- --only 20,21 | --matrix]\n' +
  '  --only    only the attacks of these numbers\n' +
  '  --matrix  prints who may do what, and writes the short form of it into SECURITY.md';

/** `npm run attack`: everything that chats have been attacked by, tried on the running suite. The exit code is 1 when a defence no longer holds. */
export const main = (args: readonly string[]): Promise<number> => {
  const [option, value, ...rest] = args;
  if (option === '--matrix' && value === undefined) return interruptibly(printMatrix);
  if (option === undefined) return interruptibly(() => attack(undefined));
  if (option === '--only' && value !== undefined && /^\d+(,\d+)*$/.test(value) && rest.length === 0)
    return interruptibly(() => attack(value));
  console.error(usage);
  return Promise.resolve(1);
};

const folder = join(keep, 'attacks');

const attack = async (only: string | undefined): Promise<number> => {
  const file = join(folder, 'report.json');
  rmSync(file, { force: true });
  const progress = createProgress();
  const step = progress.step('Attacking a suite of its own, which takes about a minute');
  const { code, output } = await runNode(
    programs.vitest,
    ['run', '--project', 'suite', 'test/attacks/attacks.spec.ts'],
    { env: { NO_COLOR: '1', ...(only !== undefined && { CAUSERIE_ATTACKS: only }) } },
  );
  if (code === 0) step.done();
  else step.fail();
  progress.close();
  const lines = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as readonly ReportLine[]) : [];
  if (lines.length === 0) {
    console.error(code === 0 ? `There is no attack of the number ${only ?? ''}.` : output);
    return 1;
  }
  console.log(`\n${lines.map(describe).join('\n\n')}\n\n${summary(lines)}`);
  console.log(`The whole report: ${relative(root, join(folder, 'report.md'))}, and report.json beside it.`);
  // A report may be whole although the run was not: something that belongs to no attack failed.
  if (code !== 0 && lines.every(({ breaches }) => breaches.length === 0)) console.error(output);
  return code;
};

const describe = ({ id, name, defence, tried, by, evidence, breaches, verdict }: ReportLine): string =>
  [
    `${String(id).padStart(3)}  ${name}`,
    `${verdict.toUpperCase() === verdict ? '✗' : '✓'} ${verdict}: ${tried} tried, ${by}`,
    defence,
    ...breaches.map((breach) => `✗ ${breach}`),
    ...evidence.map((line) => `· ${line}`),
  ].join('\n     ');

const summary = (lines: readonly ReportLine[]): string => {
  const counts = new Map<string, number>();
  for (const { verdict } of lines) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const tried = lines.reduce((sum, line) => sum + line.tried, 0);
  return `${lines.length} attacks, ${tried} tries. ${[...counts].map(([verdict, count]) => `${count} × ${verdict}`).join(', ')}.`;
};

const printMatrix = async (): Promise<number> => {
  const file = join(folder, 'matrix.md');
  const { code, output } = await runNode(
    programs.vitest,
    ['run', '--project', 'rules', 'test/rules/matrix.spec.ts'],
    { env: { NO_COLOR: '1', CAUSERIE_WRITE_MATRIX: '1' } },
  );
  if (code === 0) console.log(readFileSync(file, 'utf8'));
  else console.error(output);
  return code;
};
