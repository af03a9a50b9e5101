/** What the words after `java` ask for. */
export type Command =
  | {
      readonly kind: 'start';
      readonly host: string;
      readonly port: number;
      readonly functionsEmulator: { readonly host: string; readonly port: number } | undefined;
    }
  /** firebase-tools asks a Java for its version before it starts the emulator with it. */
  | { readonly kind: 'version' }
  | { readonly kind: 'help' }
  | { readonly kind: 'invalid'; readonly problem: string };

const defaults = { host: '127.0.0.1', port: 9000 };

/**
 * Reads the arguments of Google's emulator, those of the `java` that would run it included: `-Dname=value` and
 * `-jar file`. Flags nobody here knows are passed over with their value, as newer versions of firebase-tools may add some.
 */
export const parseCommandLine = (words: readonly string[]): Command => {
  const flags = flagsOf(words);
  if (flags.has('-version') || flags.has('--version')) return { kind: 'version' };
  if (flags.has('--help') || flags.has('-h')) return { kind: 'help' };
  const host = flags.get('--host') ?? defaults.host;
  const port = portOf(flags.get('--port') ?? String(defaults.port));
  if (port === undefined) return invalidPort('--port', flags.get('--port'));
  const functionsHost = flags.get('--functions_emulator_host');
  const functionsPortText = flags.get('--functions_emulator_port');
  if (functionsHost === undefined || functionsPortText === undefined) {
    return { kind: 'start', host, port, functionsEmulator: undefined };
  }
  const functionsPort = portOf(functionsPortText);
  if (functionsPort === undefined) return invalidPort('--functions_emulator_port', functionsPortText);
  return { kind: 'start', host, port, functionsEmulator: { host: functionsHost, port: functionsPort } };
};

/** `--flag value` and `--flag=value`. A flag that is followed by another has no value. */
const flagsOf = (words: readonly string[]): ReadonlyMap<string, string> => {
  const flags = new Map<string, string>();
  for (const [index, word] of words.entries()) {
    if (!word.startsWith('-')) continue;
    const equals = word.indexOf('=');
    const next = words[index + 1] ?? '';
    if (equals !== -1) flags.set(word.slice(0, equals), word.slice(equals + 1));
    else flags.set(word, next.startsWith('-') ? '' : next);
  }
  return flags;
};

const portOf = (text: string): number | undefined => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return port <= 65_535 ? port : undefined;
};

const invalidPort = (flag: string, text: string | undefined): Command => ({
  kind: 'invalid',
  problem: `Invalid ${flag} ${JSON.stringify(text ?? '')}: a port is a number from 0 to 65535 (0 takes a free one).`,
});

export const helpText = `A Realtime Database emulator. Data lives in memory and goes with the process.

  --host <address>                    where to listen (default ${defaults.host})
  --port <number>                     where to listen (default ${defaults.port}; 0 takes a free port)
  --functions_emulator_host <address> where function triggers are delivered,
  --functions_emulator_port <number>  if both are given
  --help                              this text

Other flags of Google's emulator are accepted and have no effect.
`;
