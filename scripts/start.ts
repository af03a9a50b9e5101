import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { buildWhatIsStale } from './build.ts';
import { interrupted } from './interruption.ts';
import { type Ports, shiftedPorts } from './ports.ts';
import { printRulesAnew } from './printRulesAnew.ts';
import { bold, createProgress, cyan, dim, green, type Progress, red, yellow } from './progress.mjs';
import { keep } from './root.ts';
import { forgetRunning, noteRunning, portOfRunning } from './running.ts';
import { saveRegularly } from './saveRegularly.ts';
import { seedWhenEmpty } from './seed.ts';
import { launchSuite, portsNeeded, type Suite } from './suite.ts';
import type { Notice } from './suiteOutput.ts';
import { watchSources } from './watchSources.ts';
import { startWebServer, type WebServer } from './webServer.ts';
import { whyNot } from './whyNot.ts';

const services = ['auth', 'database', 'functions'] as const;
const data = join(keep, 'data');
const logs = join(keep, 'logs', 'start');
/** The page is worth no long wait. */
const closeWebMs = 1000;

const addressAt = (port: number): string => `http://localhost:${port}/`;

const usage = 'Usage: npm start [-- --port-offset <0 to 50000>], which moves every port up by that number';

const readOffset = (args: readonly string[]): number | undefined => {
  if (args.length === 0) return 0;
  const [flag, value] = args.join('=').split('=');
  const offset = /^\d{1,5}$/.test(value ?? '') ? Number(value) : Number.NaN;
  return flag === '--port-offset' && offset <= 50_000 ? offset : undefined;
};

const marks = { news: cyan('·'), warning: yellow('!'), error: red('!') } as const;

/** New rules and new functions take effect while people chat. A mistake in them is told, and nothing changes. */
const watchForChanges = (
  { watcher }: WebServer,
  notify: (notice: Notice) => void,
  progress: Progress,
): (() => void) => {
  const stopRules = watchSources(watcher, ['rules/src', 'contract/src'], async () => {
    const problem = await printRulesAnew();
    if (problem !== undefined)
      notify({ kind: 'error', text: `${problem}\nThe rules from before stay in force.` });
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

const announce = (address: string, isSeeded: boolean, sinceMs: number): string =>
  [
    '',
    `  ${bold('Causerie is ready')}  ${dim(`${((Date.now() - sinceMs) / 1000).toFixed(1)} s`)}`,
    '',
    `  ${green('➜')}  ${bold(cyan(address))}`,
    '',
    dim('  A second person is a private window, or another browser.'),
    dim(
      isSeeded
        ? '  This is a new tree, with its first rooms. Ctrl-C saves it in .causerie/data and stops everything.'
        : '  Ctrl-C saves what was said in .causerie/data and stops everything.',
    ),
    '',
  ].join('\n');

/** Saving replaces the data as a whole. Should that ever go wrong, what this run began with, and could read, is there. */
const keepPrevious = (): void => {
  if (!existsSync(data)) return;
  rmSync(`${data}.previous`, { recursive: true, force: true });
  cpSync(data, `${data}.previous`, { recursive: true });
};

/** From the first thing started to the last thing stopped. Returns the exit code. */
const run = async (ports: Ports, sinceMs: number): Promise<number> => {
  const progress = createProgress();
  const notify = ({ kind, text }: Notice): void =>
    progress.say(`  ${marks[kind]} ${text.replaceAll('\n', '\n    ')}`);
  let suite: Suite | undefined;
  let web: WebServer | undefined;
  let stopWatching: (() => void) | undefined;
  let stopSaving: (() => Promise<void>) | undefined;

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
    suite = launchSuite({ ports, only: services, logs, data, onNotice: notify, onProgress: suiteStep.tell });
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
    keepPrevious();
    const isSeeded = await seedWhenEmpty(addresses);
    stopSaving = saveRegularly(addresses, data);
    stopWatching = watchForChanges(web, notify, progress);
    progress.say(announce(addressAt(ports.web), isSeeded, sinceMs));
    const sentence = await fell;
    return `${sentence}\nWhat was written in its last seconds may not be in .causerie/data.`;
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
  const step = progress.step('Saving and stopping');
  stopWatching?.();
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
  const offset = readOffset(args);
  if (offset === undefined) {
    console.error(usage);
    return 1;
  }
  const runningPort = await portOfRunning();
  if (runningPort !== undefined) {
    console.error(
      `Causerie already runs here, at ${addressAt(runningPort)}: use that one, or stop it first (Ctrl-C in its window).`,
    );
    return 1;
  }
  const ports = shiftedPorts(offset);
  const reason = await whyNot(
    ports,
    [...portsNeeded(services), 'web'],
    'end that program, or move all of Causerie with `npm start -- --port-offset 100`.',
  );
  if (reason !== undefined) {
    console.error(reason);
    return 1;
  }
  return run(ports, sinceMs);
};
