import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { paths } from '@causerie/contract';
import { buildWhatIsStale } from './build.ts';
import { interrupted } from './interruption.ts';
import { type Ports, shiftedPorts } from './ports.ts';
import { printRulesAnew } from './printRulesAnew.ts';
import { bold, createProgress, cyan, dim, green, type Progress, red, yellow } from './progress.mjs';
import { keep } from './root.ts';
import { forgetRunning, noteRunning, portOfRunning } from './running.ts';
import { saveRegularly } from './saveRegularly.ts';
import { cast } from './seed/cast.ts';
import { ownerDatabase } from './seed/ownerDatabase.ts';
import { seedWhenEmpty } from './seed/seedTree.ts';
import { readStartOptions, type StartOptions } from './startOptions.ts';
import { type Addresses, launchSuite, portsNeeded, type Suite } from './suite.ts';
import { usesGoogles } from './suiteEnvironment.ts';
import { type Notice, rulesStay } from './suiteOutput.ts';
import { watchSources } from './watchSources.ts';
import { startWebServer, type WebServer } from './webServer.ts';
import { whyNot } from './whyNot.ts';

const services = ['auth', 'database', 'functions'] as const;
const data = join(keep, 'data');
const logs = join(keep, 'logs', 'start');
/** The page is worth no long wait. */
const closeWebMs = 1000;

const addressAt = (port: number): string => `http://localhost:${port}/`;

const marks = { news: cyan('·'), warning: yellow('!'), error: red('!') } as const;

/** New rules and new functions take effect while people chat. A mistake in them is told, and nothing changes. */
const watchForChanges = (
  { watcher }: WebServer,
  notify: (notice: Notice) => void,
  progress: Progress,
): (() => void) => {
  const stopRules = watchSources(watcher, ['rules/src', 'contract/src'], async () => {
    const problem = await printRulesAnew();
    if (problem !== undefined) notify({ kind: 'error', text: `${problem}\n${rulesStay}` });
  });
  const stopFunctions = watchSources(watcher, ['functions/src', 'contract/src'], async () => {
    try {
      await buildWhatIsStale(['functions'], progress);
    } catch (error) {
      notify({ kind: 'error', text: `${(error as Error).message}\nThe functions from before go on.` });
    }
  });
  return () => {
    stopRules();
    stopFunctions();
  };
};

const announce = ({ web, database }: Ports, whatItIs: string, sinceMs: number): string =>
  [
    '',
    `  ${bold('Causerie is ready')}  ${dim(`${((Date.now() - sinceMs) / 1000).toFixed(1)} s`)}`,
    '',
    `  ${green('➜')}  ${bold(cyan(addressAt(web)))}`,
    '',
    dim('  A second person is a private window, or another browser.'),
    ...(usesGoogles() ? [] : [dim(`  The database, from inside: ${addressAt(database)}.inspect/`)]),
    dim(`  ${whatItIs}`),
    '',
  ].join('\n');

const describeTree = (isKept: boolean, isSeeded: boolean): string => {
  if (!isKept) return 'Ctrl-C stops everything; this tree is not saved, and .causerie/data stays as it is.';
  return isSeeded
    ? 'This is a new tree, with three rooms and people in them. Ctrl-C saves it in .causerie/data and stops everything.'
    : 'Ctrl-C saves what was said in .causerie/data and stops everything.';
};

/** The companions come to rooms where they are at home: not to a tree that began without them. */
const inviteWhoLivesHere = async (
  addresses: Addresses,
  notify: (notice: Notice) => void,
): Promise<() => Promise<void>> => {
  const [firstUid = ''] = Object.keys(cast);
  const isTheirs = (await ownerDatabase(addresses).read(paths.user.at({ uid: firstUid }))) !== null;
  if (!isTheirs) return async () => {};
  let hasTold = false;
  const { inviteCompanions } = await import('./companions/inviteCompanions.ts');
  return inviteCompanions(addresses, (error) => {
    // Whoever closes a room or bans a companion knows why it says nothing. Once is enough.
    if (hasTold) return;
    hasTold = true;
    notify({ kind: 'warning', text: `A companion was refused: ${(error as Error).message}` });
  });
};

/** Saving replaces the data as a whole. Should that ever go wrong, what this run began with, and could read, is there. */
const keepPrevious = (): void => {
  if (!existsSync(data)) return;
  rmSync(`${data}.previous`, { recursive: true, force: true });
  cpSync(data, `${data}.previous`, { recursive: true });
};

/** From the first thing started to the last thing stopped. Returns the exit code. */
const run = async (ports: Ports, { seed, isKept }: StartOptions, sinceMs: number): Promise<number> => {
  const progress = createProgress();
  const notify = ({ kind, text }: Notice): void =>
    progress.say(`  ${marks[kind]} ${text.replaceAll('\n', '\n    ')}`);
  let suite: Suite | undefined;
  let web: WebServer | undefined;
  let stopWatching: (() => void) | undefined;
  let stopSaving: (() => Promise<void>) | undefined;
  let sendHome: (() => Promise<void>) | undefined;
  const stopped = new AbortController();

  const asked = interrupted(() => {
    suite?.kill();
    forgetRunning();
    progress.close();
    console.log('  Stopped at once. What was said in the last seconds may not be in .causerie/data.');
    process.exit(130);
  });
  noteRunning(ports.web);

  /** Resolves, with a sentence, when something gave way after everything had started. */
  const work = async (): Promise<string> => {
    await buildWhatIsStale(['emulator', 'functions'], progress);
    const suiteStep = progress.step('Starting the emulators');
    suite = launchSuite({
      ports,
      only: services,
      logs,
      ...(isKept && { data }),
      onNotice: notify,
      onProgress: suiteStep.tell,
    });
    const { ready, addresses, fell } = suite;
    [web] = await Promise.all([
      startWebServer(ports, (text) => notify({ kind: 'error', text })),
      ready.then(
        () => suiteStep.done(),
        (error: unknown) => {
          suiteStep.fail();
          throw error;
        },
      ),
    ]);
    if (isKept) keepPrevious();
    const isLarge = seed.kind === 'large';
    const seedStep = isLarge ? progress.step('Writing messages') : undefined;
    const { isSeeded, rest } = await seedWhenEmpty(ownerDatabase(addresses), seed, stopped.signal, (share) =>
      seedStep?.tell(`${Math.floor(share * 100)} %`),
    );
    seedStep?.done();
    if (isKept) stopSaving = saveRegularly(addresses, data);
    stopWatching = watchForChanges(web, notify, progress);
    progress.say(announce(ports, describeTree(isKept, isSeeded), sinceMs));
    if (seed.kind === 'living') {
      const tell = (error: unknown): void =>
        notify({
          kind: 'warning',
          text: `The rooms are without their companions: ${(error as Error).message}`,
        });
      rest
        .then(async () => (sendHome = await inviteWhoLivesHere(addresses, notify)))
        .catch((error: unknown) => (stopped.signal.aborted ? undefined : tell(error)));
    }
    const sentence = await fell;
    return isKept
      ? `${sentence}\nWhat was written in its last seconds may not be in .causerie/data.`
      : sentence;
  };

  // A fault of ours must not cost the data either.
  const fault = new Promise<string>((resolve) =>
    process.once('uncaughtException', (error) => resolve(`Unexpected: ${error.stack ?? error.message}`)),
  );

  const outcome = await Promise.race([
    fault,
    asked.then(() => 'asked' as const),
    work().catch((error: unknown) => (error as Error).message),
  ]);

  progress.close();
  if (outcome !== 'asked') progress.say(`\n  ${red('!')} ${outcome.replaceAll('\n', '\n    ')}\n`);
  const step = progress.step(isKept ? 'Saving and stopping' : 'Stopping');
  stopped.abort();
  stopWatching?.();
  await sendHome?.();
  await Promise.race([web?.close(), wait(closeWebMs)]);
  await stopSaving?.();
  await suite?.stop();
  forgetRunning();
  step.done();
  progress.close();
  return outcome === 'asked' ? 0 : 1;
};

/**
 * `npm start`: the emulators, the page, and the watches, until Ctrl-C.
 *
 * @returns the exit code: 0 when it stopped because it was asked to
 */
export const main = async (args: readonly string[]): Promise<number> => {
  const sinceMs = Date.now();
  const options = readStartOptions(args);
  if ('print' in options) {
    if (options.exitCode === 0) console.log(options.print);
    else console.error(options.print);
    return options.exitCode;
  }
  const runningPort = await portOfRunning();
  if (runningPort !== undefined) {
    console.error(
      `Causerie already runs here, at ${addressAt(runningPort)}: use that one, or stop it first (Ctrl-C in its window).`,
    );
    return 1;
  }
  const ports = shiftedPorts(options.portOffset);
  const reason = await whyNot(
    ports,
    [...portsNeeded(services), 'web'],
    'end that program, or move all of Causerie with `npm start -- --port-offset 100`.',
  );
  if (reason !== undefined) {
    console.error(reason);
    return 1;
  }
  return run(ports, options, sinceMs);
};
