import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { printRules } from '@causerie/rules';
import { root } from '../root.ts';
import { appCheckFile } from './appCheck.ts';
import type { Built } from './buildForDeployment.ts';
import { knownRuntimes } from './firebaseTools.ts';
import { readModule } from './functionsBundle.ts';
import { type Candidate, type FirebaseConfig, rulesFile } from './guard.ts';
import { chooseProject } from './project.ts';

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const readIfThere = (file: string): string | undefined =>
  existsSync(join(root, file)) ? read(file) : undefined;
const readJson = <T>(file: string, none: T): T => JSON.parse(readIfThere(file) ?? JSON.stringify(none)) as T;

/** Every file below a folder, relative to it, with `/` between its names. Empty when there is no such folder. */
const filesBelow = (folder: string, inside = ''): readonly string[] =>
  existsSync(join(root, folder, inside))
    ? readdirSync(join(root, folder, inside), { withFileTypes: true }).flatMap((entry) => {
        const name = inside === '' ? entry.name : `${inside}/${entry.name}`;
        return entry.isDirectory() ? filesBelow(folder, name) : [name];
      })
    : [];

/** What git prints, or undefined when there is no git, no repository or no commit. */
const git = (...args: readonly string[]): string | undefined => {
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout : undefined;
};

/** Looks at everything that would be deployed. */
export const readCandidate = (wanted: string | undefined, built: Built): Candidate => {
  const config = readJson<FirebaseConfig>('firebase.json', {});
  const { projects = {} } = readJson<{ readonly projects?: Readonly<Record<string, string>> }>(
    '.firebaserc',
    {},
  );
  const { engines, dependencies = {} } = readJson<{
    readonly engines?: { readonly node?: string };
    readonly dependencies?: Readonly<Record<string, string>>;
  }>('functions/package.json', {});

  const bundle = filesBelow(built.functions)
    .filter((name) => /\.[cm]?js$/.test(name))
    .map((name) => read(join(built.functions, name)));
  const commit = git('log', '-1', '--format=%h %s')?.trim();
  return {
    project: chooseProject(wanted, new Map(Object.entries(projects))),
    config,
    rules: { committed: readIfThere(config.database?.rules ?? rulesFile) ?? '', printed: printRules() },
    appCheck: readIfThere(appCheckFile),
    functions: {
      modules: bundle.map(readModule),
      bytes: bundle.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
      engine: engines?.node,
      dependencies: new Map(Object.entries(dependencies)),
    },
    page: new Map(
      filesBelow(built.web)
        .filter((name) => !name.endsWith('.map'))
        .map((name) => [name, readFileSync(join(root, built.web, name), 'latin1')]),
    ),
    failedBuilds: built.failures,
    runtimes: knownRuntimes(),
    status: commit === undefined ? undefined : git('status', '--porcelain'),
    commit,
  };
};
