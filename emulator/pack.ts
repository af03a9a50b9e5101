/**
 * The emulator as a package for others: one tarball with the command, the API, its types and what a person reads, and
 * nothing to install beside it: `npm run package -w emulator -- [folder]`.
 */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'vite';
import packageJson from './package.json' with { type: 'json' };

const folder = fileURLToPath(new URL('.', import.meta.url));
const require = createRequire(import.meta.url);
const run = promisify(execFile);

/**
 * Builds and packs.
 *
 * @param destination the folder for the tarball
 * @returns the path of the tarball
 * @throws (rejects) when something does not build, with what the tool said
 */
export const packEmulator = async (destination: string): Promise<string> => {
  const stage = mkdtempSync(join(tmpdir(), 'emulator-package-'));
  try {
    await Promise.all([buildCode(stage), buildTypes(stage)]);
    cpSync(join(folder, 'bin'), join(stage, 'bin'), { recursive: true });
    cpSync(join(folder, 'README.md'), join(stage, 'README.md'));
    cpSync(join(folder, '..', 'LICENSE'), join(stage, 'LICENSE'));
    writeFileSync(join(stage, 'THIRD-PARTY-LICENSES'), licensesOfBundled());
    writeFileSync(join(stage, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
    mkdirSync(destination, { recursive: true });
    const { stdout } = await npm([
      'pack',
      stage,
      '--json',
      '--ignore-scripts',
      '--pack-destination',
      destination,
    ]);
    const [packed] = Object.values(JSON.parse(stdout) as Record<string, { readonly filename: string }>);
    if (packed === undefined) throw new Error(`npm packed nothing: ${stdout}`);
    return join(destination, packed.filename);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
};

const { name, version, description, license, type, engines, dependencies } = packageJson;

/** What is bundled is no dependency any more, and the entries are what was built. */
const published = {
  name,
  version,
  description,
  keywords: ['firebase', 'realtime-database', 'emulator', 'rules', 'testing'],
  license,
  type,
  engines,
  bin: { 'causerie-emulator': 'dist/main.js' },
  exports: {
    '.': { types: './dist/index.d.ts', default: './dist/index.js' },
    './package.json': './package.json',
  },
};

const buildCode = (stage: string): Promise<unknown> =>
  build({
    root: folder,
    configFile: join(folder, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: join(stage, 'dist'), emptyOutDir: false },
  });

const entry = 'index.d.ts';

/** `await using` is younger than the `lib` of many projects. */
const disposable = '/// <reference lib="esnext.disposable" />';

/** Of the declarations of all sources, those that the entry leads to: what is inside is nobody's affair. */
const buildTypes = async (stage: string): Promise<void> => {
  const all = join(stage, 'types');
  const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
  await run(process.execPath, [tsc, '-p', join(folder, 'tsconfig.types.json'), '--outDir', all]).catch(
    (error: { readonly stdout?: string }) => {
      throw new Error(`The types do not build.\n${error.stdout ?? ''}`, { cause: error });
    },
  );
  const wanted = [entry];
  // What is found on the way is gone through as well.
  for (const file of wanted) {
    const text = readFileSync(join(all, file), 'utf8');
    for (const [, imported = ''] of text.matchAll(/from '(\.[^']+)\.ts'/g)) {
      const path = join(dirname(file), `${imported}.d.ts`);
      if (!wanted.includes(path)) wanted.push(path);
    }
    const target = join(stage, 'dist', file);
    mkdirSync(dirname(target), { recursive: true });
    const printed = text.replaceAll(/from '(\.[^']+)\.ts'/g, "from '$1.js'");
    writeFileSync(target, file === entry ? `${disposable}\n${printed}` : printed);
  }
  rmSync(all, { recursive: true });
};

const licensesOfBundled = (): string =>
  Object.keys(dependencies)
    .map((dependency) => {
      const text = readFileSync(join(packageFolder(dependency), 'LICENSE'), 'utf8');
      return `${dependency}\n${'='.repeat(dependency.length)}\n\n${text.trim()}\n`;
    })
    .join('\n\n');

/** Not every package lets its `package.json` be imported, but every one is in a folder of its own name. */
const packageFolder = (dependency: string): string => {
  const main = require.resolve(dependency);
  const inside = join('node_modules', dependency);
  return main.slice(0, main.lastIndexOf(inside) + inside.length);
};

/** npm as whoever started this has it: on Windows it is no program that can be started by name. */
const npm = (words: readonly string[]): Promise<{ readonly stdout: string }> => {
  const script = process.env['npm_execpath'];
  return script === undefined ? run('npm', words) : run(process.execPath, [script, ...words]);
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log(await packEmulator(resolve(process.argv[2] ?? join(folder, 'dist'))));
}
