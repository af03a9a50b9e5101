import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { buildWebForEmulators } from '../buildWeb.ts';
import { findChromium } from '../chromium.ts';
import { freePorts } from '../ports.ts';
import type { Progress } from '../progress.mjs';
import { keep, root } from '../root.ts';
import { ownerDatabase } from '../seed/ownerDatabase.ts';
import { type Seed, seedWhenEmpty } from '../seed/seedTree.ts';
import { type Addresses, launchSuite } from '../suite.ts';

const services = ['auth', 'database', 'functions', 'hosting'] as const;

/** Measures in a browser, on an emulator suite of its own with the page as it is deployed. Both end with the measurement. */
export const onSuite = async <Result>(
  progress: Progress,
  seed: Seed,
  what: string,
  measure: (browser: Browser, addresses: Addresses) => Promise<Result>,
): Promise<Result> => {
  const { executablePath, channel, args, env } = findChromium();
  const ports = await freePorts();
  const hostingFolder = `.causerie/web-${process.pid}`;
  mkdirSync(join(root, hostingFolder), { recursive: true });
  const suite = launchSuite({ ports, only: services, logs: join(keep, 'logs', 'bench'), hostingFolder });
  const removePage = (): void => rmSync(join(root, hostingFolder), { recursive: true, force: true });
  process.once('exit', removePage);
  try {
    const starting = progress.step('Starting the emulator suite');
    await Promise.all([suite.ready, buildWebForEmulators(ports, hostingFolder)]);
    const seeded = await seedWhenEmpty(ownerDatabase(suite.addresses), seed, new AbortController().signal);
    await seeded.rest;
    starting.done();
    const measuring = progress.step(what);
    const browser = await chromium.launch({
      args: [...args],
      env: { ...env },
      ...(executablePath === undefined ? {} : { executablePath }),
      ...(channel === undefined ? {} : { channel }),
    });
    const result = await measure(browser, suite.addresses);
    await browser.close();
    measuring.done();
    return result;
  } finally {
    await suite.stop();
    removePage();
  }
};
