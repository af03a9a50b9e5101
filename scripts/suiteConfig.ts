import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { host, type PortName, type Ports } from './ports.ts';
import { isAlive } from './processTree.ts';
import { root } from './root.ts';

interface FirebaseConfig {
  readonly hosting: { readonly public: string; readonly headers: readonly HeaderRule[] };
  readonly emulators: Readonly<Record<string, unknown>>;
}

interface HeaderRule {
  readonly source: string;
  readonly headers: readonly { readonly key: string; readonly value: string }[];
}

const listening = [
  'auth',
  'database',
  'functions',
  'hosting',
  'hub',
  'logging',
  'eventarc',
  'tasks',
] as const;
const nameOf = (pid: number, count: number): string => `firebase.local-${pid}-${count}.json`;
const namePattern = /^firebase\.local-(\d+)-\d+\.json$/;

let written = 0;

/**
 * The deployed Content-Security-Policy allows connections to Google's services only. Here those services are
 * the emulators, so their addresses take that place; everything else of the policy stays in force.
 */
const connectToEmulators = (rule: HeaderRule, ports: Ports): HeaderRule => {
  const emulators = (['auth', 'database', 'functions'] as const).map((name) => `${host}:${ports[name]}`);
  const sources = emulators.flatMap((address) => [`http://${address}`, `ws://${address}`]).join(' ');
  return {
    ...rule,
    headers: rule.headers.map(({ key, value }) => ({
      key,
      value: value.replace(/connect-src [^;]*/, `connect-src 'self' ${sources}`),
    })),
  };
};

/**
 * Writes a copy of firebase.json with the ports of this run. It stands beside firebase.json because
 * firebase-tools resolves every path in it against the folder it is in. Git ignores it.
 *
 * @returns its absolute path
 */
export const writeSuiteConfig = (ports: Ports, hostingFolder?: string): string => {
  for (const name of readdirSync(root)) {
    const owner = namePattern.exec(name)?.[1];
    // Left by a run that was killed outright.
    if (owner !== undefined && !isAlive(Number(owner))) rmSync(join(root, name), { force: true });
  }
  const config = JSON.parse(readFileSync(join(root, 'firebase.json'), 'utf8')) as FirebaseConfig;
  const listen = listening.map((name: PortName) => [name, { host, port: ports[name] }]);
  written += 1;
  const file = join(root, nameOf(process.pid, written));
  const { hosting } = config;
  writeFileSync(
    file,
    JSON.stringify(
      {
        ...config,
        hosting: {
          ...hosting,
          public: hostingFolder ?? hosting.public,
          headers: hosting.headers.map((rule) => connectToEmulators(rule, ports)),
        },
        emulators: { ...config.emulators, ...Object.fromEntries(listen) },
      },
      null,
      2,
    ),
  );
  return file;
};
