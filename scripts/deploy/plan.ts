import { createHash } from 'node:crypto';
import { firebaseToolsVersion } from './firebaseTools.ts';
import type { Candidate } from './guard.ts';
import type { Refusal } from './refusal.ts';

/** `13.7 kB` */
const size = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

/** What would be deployed where: name and value. */
const planOf = (candidate: Candidate): readonly (readonly [name: string, value: string])[] => {
  const { project, rules, functions, page, config, runtimes, commit } = candidate;
  const id = project.id ?? '(no project)';
  const hash = createHash('sha256').update(rules.committed).digest('hex').slice(0, 16);
  const [codebase] = [config.functions ?? []].flat();
  const runtime = runtimes.get(codebase?.runtime ?? '');
  const until = runtime === undefined ? '' : ` (has security fixes until ${runtime.deprecationDate})`;
  const served = [...page.values()].reduce((sum, contents) => sum + contents.length, 0);
  return [
    ['project', id],
    ['commit', commit ?? '(none)'],
    [
      'database',
      `the rules of its default instance: ${config.database?.rules ?? '(none)'}, ${size(Buffer.byteLength(rules.committed))}, sha256 ${hash}…`,
    ],
    [
      'functions',
      `${functions.modules.flatMap(({ exports }) => exports).join(', ') || '(none)'} on ${codebase?.runtime ?? '(no runtime)'}${until}: ${size(functions.bytes)} and ${functions.dependencies.size} packages`,
    ],
    ['hosting', `https://${id}.web.app: ${page.size} files, ${size(served)}`],
    ['with', `firebase-tools ${firebaseToolsVersion()}, Node.js ${process.versions.node}`],
  ];
};

export const printPlan = (candidate: Candidate): string => {
  const rows = planOf(candidate);
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`).join('\n');
};

export const printRefusals = (refusals: readonly Refusal[]): string =>
  refusals
    .map(({ what, fix }, index) => `${String(index + 1).padStart(3)}. ${what}\n     → ${fix}`)
    .join('\n');
