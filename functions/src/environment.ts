/** The project that this process belongs to. */
export const projectId = (): string => process.env['GCLOUD_PROJECT'] ?? '';

/** Settings by which Google's libraries talk to emulators, or believe a token that nobody signed. */
const emulatorSettings = [
  'FUNCTIONS_EMULATOR',
  'FIREBASE_AUTH_EMULATOR_HOST',
  'FIREBASE_DATABASE_EMULATOR_HOST',
  'FIREBASE_EMULATOR_HUB',
  'FIREBASE_DEBUG_MODE',
  'FIREBASE_DEBUG_FEATURES',
] as const;

/**
 * A real project with a setting of the emulators would let anybody in with a token of their own making. Only projects whose name begins with
 * `demo-`, which exist nowhere, may have one.
 *
 * @returns the settings that must not be there
 */
export const misplacedSettings = (environment: NodeJS.ProcessEnv = process.env): readonly string[] =>
  (environment['GCLOUD_PROJECT'] ?? '').startsWith('demo-')
    ? []
    : emulatorSettings.filter((name) => (environment[name] ?? '') !== '');

/** A setting of the emulators, where it may count. */
export const emulated = (name: (typeof emulatorSettings)[number]): string | undefined =>
  misplacedSettings().includes(name) ? undefined : process.env[name] || undefined;
