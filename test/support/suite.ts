import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildWhatIsStale } from '../../scripts/build.ts';
import { buildWebForEmulators } from '../../scripts/buildWeb.ts';
import { type ChromiumLaunch, findChromium } from '../../scripts/chromium.ts';
import { freePorts } from '../../scripts/ports.ts';
import { isAlive } from '../../scripts/processTree.ts';
import { createProgress } from '../../scripts/progress.mjs';
import { keep, root } from '../../scripts/root.ts';
import { type Addresses, launchSuite, portsNeeded } from '../../scripts/suite.ts';
import { whyNot } from '../../scripts/whyNot.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly addresses: Addresses;
    readonly chromium: ChromiumLaunch;
  }
}

const services = ['auth', 'database', 'functions', 'hosting'] as const;

const logsFolder = join(keep, 'logs');

/** The logs of a run are kept until the next one; its page is left only by a run that was killed. */
const removeOld = (): void => {
  for (const folder of [keep, logsFolder]) {
    for (const name of existsSync(folder) ? readdirSync(folder) : []) {
      const pid = /^(?:test|web)-(\d+)$/.exec(name)?.[1];
      if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(folder, name), { recursive: true });
    }
  }
};

let tearDown = async (): Promise<void> => {};

/** Starts the emulator suite once for all tests that need it, on ports of its own. */
export const setup = async ({ provide }: TestProject): Promise<void> => {
  // Before the suite: without a browser there is no point in the wait.
  const chromium = findChromium();
  const ports = await freePorts();
  const reason = await whyNot(ports, portsNeeded(services), 'start again.');
  if (reason !== undefined) throw new Error(reason);

  removeOld();
  const hostingFolder = `.causerie/web-${process.pid}`;
  mkdirSync(join(root, hostingFolder), { recursive: true });
  const progress = createProgress();
  await buildWhatIsStale(['emulator', 'functions'], progress);

  const suite = launchSuite({
    ports,
    only: services,
    logs: join(logsFolder, `test-${process.pid}`),
    hostingFolder,
    // Warnings are what many tests provoke; they are in the log.
    onNotice: ({ kind, text }) => (kind === 'error' ? progress.say(text) : undefined),
  });
  const removePage = (): void => rmSync(join(root, hostingFolder), { recursive: true, force: true });
  process.once('exit', removePage);
  tearDown = async () => {
    await suite.stop();
    removePage();
    progress.close();
  };
  // Vitest ends at once when it is asked to end.
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void tearDown().finally(() => process.exit(1)));
  }
  const step = progress.step('Starting the emulator suite');
  try {
    await Promise.all([suite.ready, buildWebForEmulators(ports, hostingFolder)]);
    step.done();
  } catch (error) {
    step.fail();
    await tearDown();
    throw error;
  }
  provide('addresses', suite.addresses);
  provide('chromium', chromium);
};

/** Ends it, whatever the tests came to. */
export const teardown = (): Promise<void> => tearDown();
