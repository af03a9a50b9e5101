import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { keep } from './root.ts';

/** How to start a Chromium, as plain data for Playwright's `chromium.launch`. */
export interface ChromiumLaunch {
  /** What a person would call it. */
  readonly name: string;
  readonly executablePath?: string;
  readonly channel?: 'chrome' | 'msedge';
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Ours, not those a packaged Chromium suggests: its list switches off web security, and runs everything in
 * one process. The sandbox is off because tests often run as root in a container, where it cannot start.
 */
const args: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  // Two people share the processor here, and the one in the background chats as well.
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

const installedNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The fonts beside this file, then those of the machine. */
const fontsConfig = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">.</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
</fontconfig>
`;

const environment = (more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries({ ...process.env, ...more }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );

const named = (): ChromiumLaunch | undefined => {
  const executablePath = process.env['CHROME_PATH'];
  if (executablePath === undefined || executablePath === '') return undefined;
  if (!existsSync(executablePath)) {
    throw new Error(
      `CHROME_PATH is ${executablePath}, and there is no such file: correct it, or leave it unset.`,
    );
  }
  return { name: `CHROME_PATH (${executablePath})`, executablePath, args, env: environment() };
};

const installed = (): ChromiumLaunch | undefined => {
  if (process.platform !== 'linux') return undefined;
  for (const name of installedNames) {
    const found = spawnSync('/bin/sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
    const executablePath = found.stdout.trim();
    if (executablePath !== '') return { name: executablePath, executablePath, args, env: environment() };
  }
  return undefined;
};

/**
 * The Chromium that came with npm, for machines that have none. It is a compressed file made for AWS Lambda:
 * unpacked once for each version, by a process of its own, because it goes to that process's TMPDIR and, told
 * that it is on Lambda, brings along the libraries which a bare Linux lacks. The folder gets its name only when
 * complete, so that an interrupted or doubled unpacking is never mistaken for a browser.
 */
const carried = (): ChromiumLaunch | undefined => {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  let manifest: string;
  try {
    const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
    manifest = join(entry.slice(0, entry.lastIndexOf('chromium') + 'chromium'.length), 'package.json');
  } catch {
    return undefined;
  }
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string };
  const folder = join(keep, `chromium-${version}`);
  if (!existsSync(folder)) {
    mkdirSync(keep, { recursive: true });
    const unpacking = mkdtempSync(join(keep, 'unpacking-'));
    try {
      execFileSync(
        process.execPath,
        ['--input-type=module', '-e', "await (await import('@sparticuz/chromium')).default.executablePath()"],
        {
          cwd: dirname(manifest),
          env: { ...process.env, TMPDIR: unpacking, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
          stdio: ['ignore', 'ignore', 'pipe'],
        },
      );
      // The one that came along knows only the folders of Lambda, and hides the fonts of this machine.
      writeFileSync(join(unpacking, 'fonts', 'fonts.conf'), fontsConfig);
      if (!existsSync(folder)) renameSync(unpacking, folder);
    } finally {
      rmSync(unpacking, { recursive: true, force: true });
    }
  }
  return {
    name: `@sparticuz/chromium ${version}`,
    executablePath: join(folder, 'chromium'),
    args,
    env: environment({
      LD_LIBRARY_PATH: [join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']]
        .filter(Boolean)
        .join(':'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
    }),
  };
};

const branded = (): ChromiumLaunch | undefined => {
  const programs =
    process.platform === 'darwin'
      ? ([
          ['chrome', '/Applications/Google Chrome.app'],
          ['msedge', '/Applications/Microsoft Edge.app'],
        ] as const)
      : process.platform === 'win32'
        ? // Edge is part of Windows.
          ([['msedge', process.env['SystemRoot'] ?? 'C:\\Windows']] as const)
        : [];
  const channel = programs.find(([, path]) => existsSync(path))?.[0];
  return channel === undefined ? undefined : { name: channel, channel, args, env: environment() };
};

/**
 * A Chromium for tests: the one named by CHROME_PATH, one that is installed, the one carried by npm, Chrome or Edge.
 *
 * @throws with what to do, when there is none. That is a failure and never a reason to skip a test.
 */
export const findChromium = (): ChromiumLaunch => {
  const found = named() ?? installed() ?? carried() ?? branded();
  if (found !== undefined) return found;
  throw new Error(
    'No Chromium was found. Install Chrome or Chromium, or run `npx playwright-core install chromium` and set CHROME_PATH to it.',
  );
};
