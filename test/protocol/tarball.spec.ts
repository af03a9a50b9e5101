/**
 * The emulator as other projects get it: packed, installed into an empty folder without any registry, and used there as
 * its README says.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packEmulator } from '../../emulator/pack.ts';

const run = promisify(execFile);
const repository = fileURLToPath(new URL('../..', import.meta.url));
const readme = readFileSync(join(repository, 'emulator', 'README.md'), 'utf8');

const isWindows = process.platform === 'win32';

/** An empty project; in a real path, because some tools look through symbolic links and some do not. */
const project = realpathSync(mkdtempSync(join(tmpdir(), 'tarball-')));
const command = join(project, 'node_modules', '.bin', 'causerie-emulator');

const write = (file: string, content: string): void => writeFileSync(join(project, file), content);

const node = (words: readonly string[]): Promise<{ readonly stdout: string; readonly stderr: string }> =>
  run(process.execPath, words, { cwd: project });

beforeAll(async () => {
  const tarball = await packEmulator(project);
  write('package.json', '{ "private": true, "type": "module" }');
  const words = ['install', '--offline', '--no-audit', '--no-fund', '--ignore-scripts', tarball];
  await run('npm', words, { cwd: project, shell: isWindows });
  // What the quick start installs beside it, from where it is installed already.
  for (const name of ['firebase', '@firebase', 'vitest']) {
    symlinkSync(join(repository, 'node_modules', name), join(project, 'node_modules', name), 'junction');
  }
}, 60_000);

afterAll(() => rmSync(project, { recursive: true, force: true }));

/** The first block of code in a language below a heading of the README. */
const codeIn = (heading: string, language: string): string => {
  const section = readme.slice(readme.indexOf(`\n## ${heading}`));
  const code = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(section)?.[1];
  if (code === undefined) throw new Error(`There is no ${language} below "${heading}" in the README.`);
  return code;
};

describe('the package', () => {
  it('holds what is run and read, and needs nothing beside it', () => {
    const installed = join(project, 'node_modules', '@causerie', 'emulator');
    expect(readdirSync(installed).toSorted()).toEqual(
      ['LICENSE', 'README.md', 'THIRD-PARTY-LICENSES', 'bin', 'dist', 'package.json'].toSorted(),
    );
    const { dependencies, bin } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
      readonly dependencies?: object;
      readonly bin: object;
    };
    expect(dependencies).toBeUndefined();
    expect(bin).toEqual({ 'causerie-emulator': 'dist/main.js' });
    expect(readFileSync(join(installed, 'THIRD-PARTY-LICENSES'), 'utf8')).toMatch(/^preact\n[^]*^re2js\n/m);
  });

  it('tests rules as the quick start says', async () => {
    write('rules.test.js', codeIn('Quick start', 'js'));
    const vitest = join('node_modules', 'vitest', 'vitest.mjs');
    const { stdout } = await node([vitest, 'run', '--root', project, '--reporter', 'json']);
    expect(JSON.parse(stdout.slice(stdout.indexOf('{')))).toMatchObject({ success: true, numPassedTests: 1 });
  }, 30_000);

  it('has an API for plain scripts, as the README shows it', async () => {
    write('script.mjs', codeIn('In a script', 'js'));
    const { stdout } = await node(['script.mjs']);
    expect(stdout.trim()).toBe(`{ demo: { rooms: { lobby: 'Lobby' } } }`);
  });

  it('has types that strict projects can use, without the types of Node', async () => {
    write(
      'use.ts',
      codeIn('In a script', 'js').replace(
        /^console\.log\((.*)\);$/m,
        'export const all: Record<string, unknown> = $1;',
      ),
    );
    write(
      'more.ts',
      `import { type Emulator, type EmulatorOptions, RulesError, startEmulator } from '@causerie/emulator';
       const options: EmulatorOptions = { port: 0, rules: '{}', limits: { connections: 5 }, log: (line: string) => {} };
       export const use = async (): Promise<Emulator['url']> => {
         await using emulator = await startEmulator(options);
         await emulator.clear({ namespace: 'demo' });
         const data: unknown = await emulator.export({ namespace: 'demo' });
         await emulator.import(data, { namespace: 'other' });
         // @ts-expect-error What is inside is not shown.
         emulator.databases;
         // @ts-expect-error A port is a number.
         await startEmulator({ port: '9000' });
         return new RulesError('1:1: no').problem;
       };`,
    );
    const strict = '--strict --exactOptionalPropertyTypes --noUncheckedIndexedAccess --skipLibCheck false';
    const words = `--noEmit --ignoreConfig ${strict} --module nodenext --target es2022 --types`.split(' ');
    const tsc = join(repository, 'node_modules', 'typescript', 'bin', 'tsc');
    const checked = await node([tsc, ...words, '', 'use.ts', 'more.ts']).catch(
      (error: { stdout: string }) => error,
    );
    expect(checked.stdout).toBe('');
  }, 30_000);
});

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
  /** Resolves when it has said something that matches. */
  readonly said: (pattern: RegExp) => Promise<string>;
}

const start = async (words: readonly string[]): Promise<Running> => {
  const child = spawn(command, words, { cwd: project, shell: isWindows });
  let output = '';
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      output += `${line}\n`;
      for (const look of waiting) look();
    });
  }
  const said = (pattern: RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = pattern.exec(output)?.[0];
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
      child.once('exit', () => reject(new Error(`It ended, having said: ${output}`)));
    });
  const [, port] = /:(\d+)\b/.exec(await said(/emulator at \S+:\d+/)) ?? [];
  return { child, url: `http://127.0.0.1:${port}`, said };
};

describe('the command', () => {
  it('serves a file of rules, follows its changes, and saves the data at the end', async () => {
    write('database.rules.json', '{"rules": {".read": true}}');
    const { child, url, said } = await start(
      '--port 0 --rules database.rules.json --export-on-exit saved'.split(' '),
    );
    const put = (): Promise<Response> => fetch(`${url}/a.json?ns=demo`, { method: 'PUT', body: '1' });
    expect((await put()).status).toBe(401);
    write('database.rules.json', '{"rules": {".write": "auth != null && "}}');
    expect(await said(/^database\.rules\.json:1:\d+: .*$/m)).toBeTruthy();
    expect((await put()).status).toBe(401);
    write('database.rules.json', '{"rules": {".write": true}}');
    await said(/are in force/);
    expect((await put()).status).toBe(200);

    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(readFileSync(join(project, 'saved', 'database_export', 'demo.json'), 'utf8')).toBe('{"a":1}');

    const again = await start('--port 0 --import saved --quiet'.split(' '));
    expect(await (await fetch(`${again.url}/a.json?ns=demo`)).json()).toBe(1);
    again.child.kill('SIGTERM');
    expect(await once(again.child, 'exit')).toEqual([0, null]);
  });

  it('says hello to the SDK', async () => {
    const { child, url } = await start(['--port', '0']);
    const { stdout } = await node([
      '--input-type=module',
      '--eval',
      `import { initializeApp } from 'firebase/app';
       import { get, getDatabase, ref, set } from 'firebase/database';
       const database = getDatabase(initializeApp({ projectId: 'demo', databaseURL: '${url}?ns=demo' }));
       await set(ref(database, 'a'), 'b');
       console.log((await get(ref(database, 'a'))).val());
       process.exit();`,
    ]);
    expect(stdout.trim()).toBe('b');
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it.each([
    [['--version'], 0, /^\d+\.\d+\.\d+$/m],
    [['--prot', '1'], 2, /Unknown flag "--prot".*--port/],
    [['--port', '0', '--rules', 'nowhere.json'], 1, /The rules cannot be read: .*nowhere\.json/],
    [['exec', '--', 'java', '-version'], 0, /version "21/],
    [['exec', '--', process.execPath, '-e', 'process.exit(7)'], 7, /^$/],
    [['exec', '--', 'no-such-program'], 1, /There is no program "no-such-program"/],
  ])('ends after %j with %i', async (words, code, output) => {
    const ended = await run(command, words, { cwd: project, shell: isWindows }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (error: { readonly code: number; readonly stdout: string; readonly stderr: string }) => error,
    );
    expect(ended.code).toBe(code);
    expect(ended.stdout + ended.stderr).toMatch(output);
  });

  it.skipIf(isWindows)('leaves every other jar to the Java that is there', async () => {
    write('java', '#!/bin/sh\necho "the real one: $@"\n');
    chmodSync(join(project, 'java'), 0o755);
    const env = { ...process.env, PATH: [project, process.env['PATH']].join(delimiter) };
    const words = [
      'exec',
      '--',
      'java',
      '-Dx=y z',
      '-jar',
      '/a b/cloud-firestore-emulator.jar',
      '--port',
      '1',
    ];
    const { stdout } = await run(command, words, { cwd: project, env });
    expect(stdout).toBe('the real one: -Dx=y z -jar /a b/cloud-firestore-emulator.jar --port 1\n');
  });
});
