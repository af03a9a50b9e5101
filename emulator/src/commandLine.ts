import { problemOfOrigin } from './trust.ts';

export interface StartCommand {
  readonly kind: 'start';
  readonly host: string;
  readonly port: number;
  /** A file of rules that every database begins with, and again whenever it changes. */
  readonly rules?: string;
  /** A directory that keeps the data, for the next process to begin with. */
  readonly data?: string;
  /** What is there at the beginning: a folder that `firebase emulators:export` wrote, or one database as a file. */
  readonly import?: string;
  /** The folder that the data is written to at the end, in the same form. */
  readonly exportOnExit?: string;
  readonly functionsEmulator?: { readonly host: string; readonly port: number };
  /** Origins whose pages may act as the owner, besides those on this machine. */
  readonly allowedOrigins?: readonly string[];
  /** Whether the tokens of users end when they say so. */
  readonly enforceTokenExpiry: boolean;
  /** Whether to say so when databases of more than one project are named. */
  readonly singleProjectMode?: boolean;
  /** No log is printed, only where it listens and what whoever started it has to mend. */
  readonly quiet: boolean;
}

/** What the words of the command line ask for. */
export type Command =
  | StartCommand
  /** Run a program with this emulator in the place of the `java` that firebase-tools looks for. */
  | { readonly kind: 'exec'; readonly words: readonly [program: string, ...rest: string[]] }
  /** firebase-tools asks a Java for its version before it starts the emulator with it. */
  | { readonly kind: 'javaVersion' }
  | { readonly kind: 'version' }
  | { readonly kind: 'help' }
  | { readonly kind: 'invalid'; readonly problem: string };

const defaults = { host: '127.0.0.1', port: 9000 };

/** The flags that take a value, each by all its names: ours, then that of Google's emulator. */
const valueFlags = {
  host: ['--host'],
  port: ['--port'],
  rules: ['--rules'],
  data: ['--data'],
  import: ['--import'],
  exportOnExit: ['--export-on-exit'],
  functionsHost: ['--functions-host', '--functions_emulator_host'],
  functionsPort: ['--functions-port', '--functions_emulator_port'],
  allowedOrigins: ['--allow-origin'],
  singleProjectMode: ['--single-project-mode', '--single_project_mode'],
} as const;

const switches = {
  enforceTokenExpiry: ['--enforce-token-expiry'],
  quiet: ['--quiet', '-q'],
  help: ['--help', '-h'],
  version: ['--version'],
} as const;

type ValueFlag = keyof typeof valueFlags;
type Switch = keyof typeof switches;

interface Flags {
  readonly values: ReadonlyMap<ValueFlag, string>;
  readonly switches: ReadonlySet<Switch>;
}

interface Problem {
  readonly problem: string;
}

/**
 * Reads what a person types, where every word must mean something, and what firebase-tools says to a Java: the
 * `-Dname=value` and `-jar file` of that are passed over, and so are flags that newer releases of it may add.
 */
export const parseCommandLine = (words: readonly string[]): Command => {
  if (words[0] === 'exec') return execCommand(words.slice(1));
  if (words.includes('-version')) return { kind: 'javaVersion' };
  const isForJava = words.includes('-jar');
  const flags = flagsOf(words, isForJava);
  if ('problem' in flags) return { kind: 'invalid', problem: flags.problem };
  if (flags.switches.has('help')) return { kind: 'help' };
  if (flags.switches.has('version')) return { kind: 'version' };
  const command = startCommand(flags, isForJava);
  return 'problem' in command ? { kind: 'invalid', problem: command.problem } : command;
};

const execCommand = (words: readonly string[]): Command => {
  const [first] = words;
  if (first === '--help' || first === '-h') return { kind: 'help' };
  const [program, ...rest] = first === '--' ? words.slice(1) : words;
  if (program === undefined)
    return { kind: 'invalid', problem: `exec needs a program to run: ${execExample}` };
  if (first?.startsWith('-') === true && first !== '--')
    return {
      kind: 'invalid',
      problem: `exec takes no flags, and there is ${JSON.stringify(first)}. firebase-tools says where to listen, as firebase.json has it: ${execExample}`,
    };
  return { kind: 'exec', words: [program, ...rest] };
};

const execExample = 'causerie-emulator exec -- firebase emulators:start';

const startCommand = ({ values, switches: given }: Flags, isForJava: boolean): StartCommand | Problem => {
  const port = portOf('--port', values.get('port') ?? String(defaults.port));
  if (typeof port === 'object') return port;
  const functionsEmulator = functionsOf(values, isForJava);
  if (functionsEmulator !== undefined && 'problem' in functionsEmulator) return functionsEmulator;
  const allowedOrigins = values.get('allowedOrigins')?.split(',');
  const problem = allowedOrigins?.map(problemOfOrigin).find((each) => each !== undefined);
  if (problem !== undefined) return { problem };
  const [rules, data, imported, exportOnExit] = (['rules', 'data', 'import', 'exportOnExit'] as const).map(
    (name) => values.get(name),
  );
  const mode = values.get('singleProjectMode');
  const isSingleProject = mode !== undefined && /^(?:warning|error)$/i.test(mode);
  if (mode !== undefined && !isSingleProject && !isForJava) return { problem: invalidMode(mode) };
  return {
    kind: 'start',
    host: values.get('host') ?? defaults.host,
    port,
    enforceTokenExpiry: given.has('enforceTokenExpiry'),
    quiet: given.has('quiet'),
    ...(isSingleProject ? { singleProjectMode: true } : {}),
    ...(rules === undefined ? {} : { rules }),
    ...(data === undefined ? {} : { data }),
    ...(imported === undefined ? {} : { import: imported }),
    ...(exportOnExit === undefined ? {} : { exportOnExit }),
    ...(functionsEmulator === undefined ? {} : { functionsEmulator }),
    ...(allowedOrigins === undefined ? {} : { allowedOrigins }),
  };
};

const functionsOf = (
  values: Flags['values'],
  isForJava: boolean,
): StartCommand['functionsEmulator'] | Problem => {
  const host = values.get('functionsHost');
  const portText = values.get('functionsPort');
  if (portText === undefined) {
    return host === undefined || isForJava
      ? undefined
      : { problem: '--functions-host needs --functions-port beside it.' };
  }
  const port = portOf('--functions-port', portText);
  return typeof port === 'object' ? port : { host: host ?? defaults.host, port };
};

const invalidMode = (mode: string): string =>
  `Invalid --single-project-mode ${JSON.stringify(mode)}: say Warning, or leave the flag out.`;

const portOf = (flag: string, text: string): number | Problem => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return port <= 65_535
    ? port
    : {
        problem: `Invalid ${flag} ${JSON.stringify(text)}: a port is a number from 0 to 65535 (0 takes a free one).`,
      };
};

/** `--flag value` and `--flag=value`; of a flag that stands twice the last counts. */
const flagsOf = (words: readonly string[], isForJava: boolean): Flags | Problem => {
  const values = new Map<ValueFlag, string>();
  const given = new Set<Switch>();
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const equals = word.indexOf('=');
    const name = equals === -1 ? word : word.slice(0, equals);
    const flag = flagNamed(valueFlags, name);
    const switched = flagNamed(switches, word);
    if (switched !== undefined) given.add(switched);
    else if (flag !== undefined) {
      const value = equals === -1 ? words[(index += 1)] : word.slice(equals + 1);
      if (value === undefined || value === '' || (equals === -1 && value.startsWith('--'))) {
        return { problem: `${name} needs a value after it. --help lists the flags.` };
      }
      values.set(flag, value);
    } else if (!isForJava) return { problem: unknown(word) };
  }
  return { values, switches: given };
};

const flagNamed = <Name extends string>(
  table: Readonly<Record<Name, readonly string[]>>,
  word: string,
): Name | undefined => (Object.keys(table) as Name[]).find((name) => table[name].includes(word));

const unknown = (word: string): string => {
  const known = Object.values({ ...valueFlags, ...switches }).map(([name]) => name);
  return `Unknown ${word.startsWith('-') ? 'flag' : 'word'} ${JSON.stringify(word)}. There are exec, ${known.join(', ')}; --help says more.`;
};

export const helpText = `A Firebase Realtime Database emulator in pure Node.

  causerie-emulator [flags]             start the emulator
  causerie-emulator exec -- <command>   run a command, such as "firebase emulators:start", with this emulator
                                        in the place of the one that needs Java

  --host <address>         where to listen (default ${defaults.host}; beyond this machine, everybody is the owner)
  --port <number>          where to listen (default ${defaults.port}; 0 takes a free port)
  --rules <file>           rules that every database begins with, read again whenever the file changes;
                           without rules everything is open
  --data <directory>       keep data and rules there, for the next start; nothing acknowledged is lost by a kill
  --import <path>          data to begin with: a folder of "firebase emulators:export", or <database>.json
  --export-on-exit <path>  a folder to write the data to at the end, in the same form
  --functions-host <address>, --functions-port <number>
                           where function triggers are delivered
  --allow-origin <origin>[,<origin>…]
                           pages of other machines, such as http://desk.example:5173, that may act as the owner
                           and use the inspector; pages on this machine may anyway
                           (CAUSERIE_ALLOW_ORIGIN says the same where firebase-tools starts the emulator)
  --single-project-mode Warning
                           say so in the log when databases of more than one project are named
  --enforce-token-expiry   let tokens of users end when they say so (mock tokens never do)
  -q, --quiet              print no log, only where it listens and what is wrong with the rules
  --version                print the version
  -h, --help               print this

Without --data and --import it begins empty, and without --data and --export-on-exit all goes with the process.

Exit codes: 0 stopped when asked, 1 could not start or could not save, 2 the command line makes no sense.
exec ends with the code of its command.
`;
