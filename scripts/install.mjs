import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createProgress } from './progress.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const logs = join(root, '.causerie', 'logs');

/**
 * firebase-tools lives in a folder of its own and without install scripts: two of its optional parts would
 * be compiled for minutes, and the emulator suite uses neither.
 *
 * @typedef {{ name: string, label: string, folder: string, flags: readonly string[] }} Install
 * @type {readonly Install[]}
 */
const installs = [
  { name: 'packages', label: 'Installing packages', folder: root, flags: [] },
  {
    name: 'tools',
    label: 'Installing firebase-tools',
    folder: join(root, 'tools'),
    flags: ['--ignore-scripts'],
  },
];

/**
 * Retries are few and quick: without a network the answer should come in seconds, not after a minute.
 * Offline-first, because the lock file already says exactly which versions are wanted.
 */
const npmFlags = [
  'ci',
  '--prefer-offline',
  '--no-audit',
  '--no-fund',
  '--progress=false',
  '--loglevel=error',
  '--fetch-retries=2',
  '--fetch-retry-mintimeout=1000',
  '--fetch-retry-maxtimeout=4000',
];

const lockOf = (/** @type {string} */ folder) => join(folder, 'package-lock.json');
/** npm's own record of what it put there, written last. */
const recordOf = (/** @type {string} */ folder) => join(folder, 'node_modules', '.package-lock.json');
/** Ours: the fingerprint of the lock file that was installed. It goes when node_modules goes. */
const stampOf = (/** @type {string} */ folder) => join(folder, 'node_modules', '.causerie-lock');

const fingerprint = (/** @type {string} */ folder) =>
  createHash('sha256')
    .update(readFileSync(lockOf(folder)))
    .digest('hex');

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>} */
const packagesIn = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/**
 * Whether npm's record has every package of the lock file, which is so after an `npm install` by hand. Optional ones
 * may be absent: most are builds for other machines.
 *
 * @param {string} folder
 */
const isCovered = (folder) => {
  const present = packagesIn(recordOf(folder));
  return Object.entries(packagesIn(lockOf(folder))).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true;
    const found = present[path];
    return found ? found.version === version : Boolean(optional ?? devOptional);
  });
};

/** @param {string} folder */
const isInstalled = (folder) => {
  // Without the record an install was interrupted, whatever else is there.
  if (!existsSync(recordOf(folder))) return false;
  const stamp = stampOf(folder);
  return (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(folder)) || isCovered(folder);
};

/** @param {number} pid */
const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/**
 * Two commands started at once on a fresh clone would delete each other's half of node_modules.
 *
 * @param {string} file
 * @returns {boolean} Whether this process now holds the turn.
 */
const takeTurn = (file) => {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const holder = Number(readFileSync(file, 'utf8'));
    if (isAlive(holder)) return false;
    rmSync(file, { force: true });
    return takeTurn(file);
  }
};

const explanations = [
  {
    sign: /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|ENETDOWN/,
    sentence: (/** @type {string} */ output) => {
      const registry = /request to (https?:\/\/[^/\s]+)/.exec(output)?.[1];
      return `npm could not reach its registry${registry ? ` at ${registry}` : ''}: check the network connection (and \`npm config get registry\`), then run the command again.`;
    },
  },
  {
    sign: /EUSAGE|package\.json and package-lock\.json .*in sync/,
    sentence: () =>
      'package.json and package-lock.json do not agree: run `npm install` once, then the command again.',
  },
  {
    sign: /ENOSPC/,
    sentence: () => 'The disk is full: about 1 GB is needed. Free some space, then run the command again.',
  },
  {
    sign: /EACCES|EPERM/,
    sentence: (/** @type {string} */ output) =>
      `npm may not write here (${/(?:path|open|mkdir|rename)[ :]+'?(\S+?)'?\s/.exec(output)?.[1] ?? root}): take ownership of that folder, then run the command again.`,
  },
];

/** @param {string} output @param {string} logFile */
const explain = (output, logFile) =>
  explanations.find(({ sign }) => sign.test(output))?.sentence(output) ??
  `npm said:\n${output.trim().split('\n').slice(-12).join('\n')}\nAll of it is in ${relative(process.cwd(), logFile)}.`;

/**
 * @typedef {{ pid: number | undefined, result: Promise<string | undefined> }} RunningInstall `result` is undefined
 * when all went well, and otherwise the sentence that says why not.
 *
 * @param {Install} install
 * @param {import('./progress.mjs').Progress} progress
 * @returns {RunningInstall}
 */
const start = ({ name, label, folder, flags }, progress) => {
  const step = progress.step(label);
  const logFile = join(logs, `install-${name}.log`);
  const log = openSync(logFile, 'w');
  // npm says where its own code is; without it (run.mjs called by hand) the one on PATH is asked.
  const npm = process.env['npm_execpath'];
  const [command, first] = npm ? [process.execPath, [npm]] : ['npm', []];
  const child = spawn(command, [...first, ...npmFlags, ...flags], {
    cwd: folder,
    stdio: ['ignore', log, log],
    // A group of its own, so that the scripts npm starts can be ended with it.
    detached: process.platform !== 'win32',
    shell: process.platform === 'win32' && !npm,
  });
  closeSync(log);

  const result = new Promise((/** @type {(sentence: string | undefined) => void} */ resolve) => {
    child.once('error', (error) => {
      step.fail();
      resolve(`npm could not be started (${error.message}): is it installed beside Node.js?`);
    });
    child.once('exit', (code) => {
      if (code === 0) {
        writeFileSync(stampOf(folder), fingerprint(folder));
        step.done();
        resolve(undefined);
      } else {
        step.fail();
        resolve(explain(readFileSync(logFile, 'utf8'), logFile));
      }
    });
  });
  return { pid: child.pid, result };
};

/** @param {RunningInstall} install */
const end = ({ pid }) => {
  if (pid === undefined) return;
  try {
    // Outright: npm would go on for a while, and what is half done is recognised and done again.
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
};

/** @param {string} turn @param {import('./progress.mjs').Progress} progress */
const waitForTurn = async (turn, progress) => {
  if (takeTurn(turn)) return;
  const step = progress.step('Waiting for another command that installs packages here');
  while (!takeTurn(turn)) await new Promise((resolve) => setTimeout(resolve, 500));
  step.done();
};

/**
 * Installs what the lock files ask for and node_modules does not have, the two folders side by side.
 *
 * @returns {Promise<boolean>} False when something failed; the reason has then been printed.
 */
export const installWhatIsMissing = async () => {
  if (installs.every(({ folder }) => isInstalled(folder))) return true;

  const progress = createProgress();
  mkdirSync(logs, { recursive: true });
  const turn = join(root, '.causerie', 'installing');
  await waitForTurn(turn, progress);
  const missing = installs.filter(({ folder }) => !isInstalled(folder));
  if (missing.length > 0)
    progress.say('Causerie: packages are new or have changed, so they are installed now, once.');
  const running = missing.map((install) => start(install, progress));

  const abandon = () => {
    running.forEach(end);
    progress.close();
    rmSync(turn, { force: true });
    process.exit(130);
  };
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  for (const signal of signals) process.once(signal, abandon);

  // The first failure ends the other install: its seconds would only delay the answer.
  const failure = await Promise.race([
    ...running.map(({ result }) => result.then((sentence) => sentence ?? new Promise(() => {}))),
    Promise.all(running.map(({ result }) => result)).then((sentences) =>
      sentences.find((s) => s !== undefined),
    ),
  ]);
  if (failure !== undefined) running.forEach(end);
  progress.close();

  for (const signal of signals) process.removeListener(signal, abandon);
  rmSync(turn, { force: true });
  if (failure !== undefined) console.error(`\n${failure}`);
  return failure === undefined;
};
