import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { firebaseCli } from './deploy/firebaseTools.ts';
import { host, type PortName, type Ports } from './ports.ts';
import { familyOf, isAlive, signal } from './processTree.ts';
import { root } from './root.ts';
import { writeSuiteConfig } from './suiteConfig.ts';
import { suiteEnvironment } from './suiteEnvironment.ts';
import { createOutputReader, type Notice, rulesStay } from './suiteOutput.ts';

/** A `demo-` project: firebase-tools refuses to let it touch anything of Google's. */
export const projectId = 'demo-causerie';
/** Where firebase-tools loads the rules and registers the functions of that project. */
export const namespace = 'demo-causerie-default-rtdb';

export type Service = 'auth' | 'database' | 'functions' | 'hosting';

/** The ports that a suite of these services opens. */
export const portsNeeded = (only: readonly Service[]): readonly PortName[] => [
  ...only,
  'hub',
  'logging',
  ...(only.includes('functions') ? (['eventarc', 'tasks'] as const) : []),
];

/** Plain data, so that it can be handed to another process. */
export interface Addresses {
  readonly projectId: string;
  readonly namespace: string;
  readonly host: string;
  readonly ports: Ports;
}

export interface SuiteOptions {
  readonly ports: Ports;
  readonly only: readonly Service[];
  /** A folder for what firebase-tools prints. */
  readonly logs: string;
  /** A folder that holds the data from one run to the next. Without it the suite starts and ends empty. */
  readonly data?: string;
  /** What the hosting emulator serves, relative to the project. */
  readonly hostingFolder?: string;
  readonly onNotice?: (notice: Notice) => void;
  /** What it is waiting for just now, in a few words. */
  readonly onProgress?: (what: string) => void;
}

export interface Suite {
  readonly addresses: Addresses;
  /** Resolves when every emulator answers; rejects with a sentence for a person when that cannot be. */
  readonly ready: Promise<void>;
  /** Resolves, with a sentence for a person, when the suite ends without having been asked to. */
  readonly fell: Promise<string>;
  /** Saves the data, ends every process, removes every temporary file. Calling it again waits for the same end. */
  stop(): Promise<void>;
  /** Ends every process at once; what happened since the last save is gone. */
  kill(): void;
}

/** firebase-tools itself allows its database emulator a minute; functions are discovered after that. */
const startMs = 120_000;
/** Saving a large tree takes a while, and cutting it short would lose it. */
const stopMs = 30_000;
const databaseCheckMs = 500;
const familyCheckMs = 1000;
const goneMs = 2000;
const lastWordsMs = 300;

/** What happens in which order, told by lines that firebase-tools prints when it gets there. */
const stages: readonly (readonly [RegExp, string])[] = [
  [/Starting emulators/, 'the database'],
  [/Database Emulator logging to/, 'sign-in (the slowest part)'],
  [/Watching ".*" for Cloud Functions/, 'the functions'],
];

/** What is worth repeating of what was said before a start failed. */
const reasonIn = (notices: readonly Notice[]): string =>
  notices
    .map(({ text }) =>
      text.startsWith('Error during database import')
        ? 'The saved data in .causerie/data cannot be read: move it away to begin anew, or put .causerie/data.previous, what the last run began with, in its place.'
        : text,
    )
    // Rules: the sentence before these has said what is wrong, and there are none from before.
    .filter((text) => text !== rulesStay && !text.startsWith('Failed to load initial'))
    .join('\n');

/** A folder for sockets: in the system's own, because their paths may have little more than a hundred characters. */
const makeScratch = (): string => {
  for (const name of readdirSync(tmpdir())) {
    const owner = /^causerie-(\d+)-/.exec(name)?.[1];
    // Left by a run that was killed outright.
    if (owner !== undefined && !isAlive(Number(owner)))
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
  return mkdtempSync(join(tmpdir(), `causerie-${process.pid}-`));
};

/**
 * Starts the Firebase emulator suite: firebase-tools as it is published, with our database emulator in the
 * place of Google's. The ports must be free; ask `whyNot` beforehand.
 */
export const launchSuite = (options: SuiteOptions): Suite => {
  const { ports, only, logs, data, onNotice = () => {}, onProgress = () => {} } = options;
  mkdirSync(logs, { recursive: true });
  const scratch = makeScratch();
  const readyFile = join(scratch, 'ready');
  const config = writeSuiteConfig(ports, options.hostingFolder);
  const log = createWriteStream(join(logs, 'firebase.log'));

  const isSaved = data !== undefined && existsSync(join(data, 'firebase-export-metadata.json'));
  const args = [
    join(root, firebaseCli),
    'emulators:start',
    '--config',
    config,
    '--project',
    projectId,
    '--only',
    only.join(','),
  ];
  if (isSaved) args.push('--import', data);
  if (data !== undefined) args.push('--export-on-exit', data);

  const child = spawn(process.execPath, args, {
    cwd: logs,
    env: suiteEnvironment(scratch, readyFile),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: Ctrl-C in the terminal must reach it through us, in order, and once.
    detached: true,
  });

  let state: 'starting' | 'ready' | 'ended' = 'starting';
  /** Everything firebase-tools had started when last looked, in case it dies and can no longer be asked. */
  let family: readonly number[] = [];
  /** What was said while starting: the reason, if that fails; to be told in any case. */
  const early: Notice[] = [];
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${process.execPath} could not be started.`);

  const exited = once(child, 'exit');

  const kill = (): void => {
    if (state === 'ended') return;
    state = 'ended';
    process.removeListener('exit', kill);
    for (const member of new Set([...family, ...familyOf(pid)])) signal(member, 'SIGKILL');
    signal(-pid, 'SIGKILL');
    rmSync(config, { force: true });
    rmSync(scratch, { recursive: true, force: true });
    for (const name of existsSync(logs) ? readdirSync(logs) : []) {
      // An export that did not come to its end.
      if (name.startsWith('firebase-export-')) rmSync(join(logs, name), { recursive: true, force: true });
    }
  };
  // Whatever way this process ends, nothing of the suite outlives it.
  process.once('exit', kill);

  const announced = new Promise<void>((resolve) => {
    const read = createOutputReader(({ kind, text }) => {
      // Paths come relative to the folder of the logs, where firebase-tools runs.
      const notice = { kind, text: text.replaceAll(`${relative(logs, root)}/`, '') };
      if (state === 'ready') onNotice(notice);
      else if (kind !== 'news') early.push(notice);
    });
    const take = (line: string): void => {
      log.write(`${line}\n`);
      read(line);
      const stage = stages.find(([sign]) => sign.test(line));
      if (stage !== undefined) onProgress(stage[1]);
      if (line.includes('All emulators ready')) resolve();
    };
    createInterface({ input: child.stdout }).on('line', take);
    createInterface({ input: child.stderr }).on('line', take);
  });

  const lookAround = setInterval(() => (family = familyOf(pid)), familyCheckMs);

  const start = async (): Promise<void> => {
    const outcome = await Promise.race([
      announced.then(() => 'ready' as const),
      // Its last words are still being read.
      exited.then(() => wait(lastWordsMs, 'exited' as const)),
      wait(startMs, 'late' as const, { ref: false }),
    ]);
    clearInterval(lookAround);
    if (outcome === 'ready') {
      family = familyOf(pid);
      writeFileSync(readyFile, '');
      state = 'ready';
      early.forEach(onNotice);
      return;
    }
    const reason = reasonIn(early) || `firebase-tools said nothing more; its log is in ${logs}.`;
    throw new Error(
      outcome === 'late'
        ? `The emulators did not get ready within ${startMs / 1000} s. ${reason}`
        : `The emulators could not start. ${reason}`,
    );
  };

  const ready = start();
  ready.catch(() => {});

  /** Ours runs its server in a second process and starts that again when it dies; Google's is one process. */
  const databaseGone = async (): Promise<void> => {
    const database = await databaseProcess(ports);
    let server = familyOf(database).at(-1) ?? database;
    while (isAlive(database)) {
      // Looking again is all there is: a process that somebody else started announces nothing.
      await wait(databaseCheckMs, undefined, { ref: false });
      if (isAlive(server) || !isAlive(database)) continue;
      server = familyOf(database).at(-1) ?? database;
      if (state === 'ready' && ending === undefined) {
        onNotice({
          kind: 'warning',
          text: 'The database process had ended, and runs again with all its data.',
        });
      }
    }
  };

  let ending: Promise<void> | undefined;
  const fell = ready.then(async () => {
    const who = await Promise.race([
      exited.then(() => 'The emulators have'),
      ...(only.includes('database') ? [databaseGone().then(() => 'The database emulator has')] : []),
    ]);
    // An end that was asked for is no fall.
    if (ending !== undefined) await new Promise<never>(() => {});
    return `${who} stopped without being asked to. The logs are in ${logs}.`;
  });
  fell.catch(() => {});

  const end = async (): Promise<void> => {
    clearInterval(lookAround);
    if (state === 'ready') {
      family = familyOf(pid);
      signal(pid, 'SIGINT');
      await Promise.race([exited, wait(stopMs, undefined, { ref: false })]);
    }
    const members = [...new Set([...family, ...familyOf(pid)])];
    kill();
    // Their ports are free only when they are really gone.
    for (let waitedMs = 0; waitedMs < goneMs && members.some(isAlive); waitedMs += 20) await wait(20);
    log.end();
  };
  return {
    addresses: { projectId, namespace, host, ports },
    ready,
    fell,
    stop: () => (ending ??= end()),
    kill,
  };
};

/** The process id of the database emulator, which firebase-tools starts in a group of its own. */
const databaseProcess = async (ports: Ports): Promise<number> => {
  const response = await fetch(`http://${host}:${ports.hub}/emulators`);
  const { database } = (await response.json()) as { readonly database: { readonly pid: number } };
  return database.pid;
};
