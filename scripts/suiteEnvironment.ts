import { delimiter, join } from 'node:path';
import { keep, root } from './root.ts';

const emulatorMain = join(root, 'emulator', 'dist', 'main.js');
const leash = join(root, 'scripts', 'leash.cjs');

/** Google's own database emulator instead of ours, to compare the two. */
export const usesGoogles = (): boolean => process.env['CAUSERIE_RTDB'] === 'google';

/**
 * The environment of firebase-tools and of everything it starts.
 *
 * @param scratch a folder that goes with the suite
 * @param readyFile exists as soon as there is data worth saving
 */
export const suiteEnvironment = (scratch: string, readyFile: string): NodeJS.ProcessEnv => {
  const inherited = { ...process.env };
  // Debug output and colours would change the lines that are read here.
  for (const name of ['DEBUG', 'FORCE_COLOR', 'NODE_ENV', 'VITEST']) delete inherited[name];
  const ours = usesGoogles()
    ? {}
    : {
        // The folder holds a `java` that starts our emulator. The path only has to exist: ours ignores it.
        PATH: `${join(root, 'emulator', 'bin')}${delimiter}${process.env['PATH'] ?? ''}`,
        DATABASE_EMULATOR_BINARY_PATH: emulatorMain,
        CAUSERIE_NODE: process.execPath,
      };
  return {
    ...inherited,
    ...ours,
    // A function that throws is found in its source, not in its bundle.
    NODE_OPTIONS:
      `${process.env['NODE_OPTIONS'] ?? ''} --enable-source-maps --require ${JSON.stringify(leash)}`.trim(),
    CAUSERIE_READY_FILE: readyFile,
    // Sockets of functions, and the file by which suites of the same project would find each other.
    TMPDIR: scratch,
    // Nobody's login, no usage reports, no message of the day, no look for newer versions.
    XDG_CONFIG_HOME: join(keep, 'config'),
    CI: 'true',
    NO_UPDATE_NOTIFIER: '1',
    npm_config_offline: 'true',
    NO_COLOR: '1',
    NO_PROXY: ['127.0.0.1', 'localhost', process.env['NO_PROXY']].filter(Boolean).join(','),
    // Functions are discovered through a file: no port of its own, and three seconds sooner.
    FIREBASE_FUNCTIONS_DISCOVERY_OUTPUT_PATH: 'true',
  };
};
