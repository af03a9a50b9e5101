import { helpText, parseCommandLine } from './commandLine.ts';
import { startEmulator } from './emulator.ts';
import { dataVariable } from './journal/dataVariable.ts';
import { supervise } from './supervisor.ts';

/** Waiting longer than this for connections to close is no use to whoever asked the process to stop. */
const stopMs = 500;
/** How often to look whether firebase-tools is still there. */
const parentCheckMs = 1000;

const log = (line: string): void => {
  process.stdout.write(`${new Date().toISOString()} ${line}\n`);
};

const run = async (words: readonly string[]): Promise<void> => {
  const command = parseCommandLine(words);
  switch (command.kind) {
    case 'version':
      // firebase-tools wants a Java of at least 21 here, and there is none to be had or needed.
      process.stderr.write('openjdk version "21.0.0" (the Causerie emulator, which runs on Node)\n');
      return;
    case 'help':
      process.stdout.write(helpText);
      return;
    case 'invalid':
      process.stderr.write(`${command.problem}\n`);
      process.exitCode = 1;
      return;
    case 'start':
      if (isUnderFirebaseTools() && process.env[dataVariable] === undefined)
        await superviseUnderTools(words);
      else await serve(command);
  }
};

const serve = async ({ host, port, functionsEmulator }: StartCommand): Promise<void> => {
  surviveFaults();
  const data = process.env[dataVariable];
  const emulator = await startEmulator({
    host,
    port,
    log,
    ...(data === undefined ? {} : { data }),
    ...(functionsEmulator === undefined ? {} : { functionsEmulator }),
  });
  log(`Realtime Database emulator at ${emulator.host}:${emulator.port} (process ${process.pid})`);
  const stop = (): void => {
    setTimeout(() => process.exit(0), stopMs);
    void emulator.close().then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  if (isUnderFirebaseTools()) stopWithParent(stop);
};

const isUnderFirebaseTools = (): boolean => process.env['IS_FIREBASE_CLI'] === 'true';

const superviseUnderTools = async (words: readonly string[]): Promise<void> => {
  stopWithParent(() => process.kill(process.pid, 'SIGTERM'));
  process.exit(await supervise(words));
};

type StartCommand = Extract<ReturnType<typeof parseCommandLine>, { kind: 'start' }>;

/** The data is in memory, so a fault in one request must not cost it. Nor must a reader of the log that has gone. */
const surviveFaults = (): void => {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  process.on('uncaughtException', reportFault);
  process.on('unhandledRejection', reportFault);
};

const reportFault = (error: unknown): void => {
  process.stderr.write(
    'Unexpected error. The emulator goes on, but this is a fault in it: please report it with what follows.\n' +
      `${error instanceof Error ? error.stack : String(error)}\n`,
  );
};

/** firebase-tools starts its emulators detached: when it is killed, they would stay and hold their ports. */
const stopWithParent = (stop: () => void): void => {
  const parent = process.ppid;
  const check = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(check);
    log('The process that started this one has gone: stopping.');
    stop();
  }, parentCheckMs);
  check.unref();
};

/** What to do about an address that cannot be had. firebase-tools looks for the words "address already in use". */
const describeStartFailure = (error: NodeJS.ErrnoException): string => {
  if (error.code === 'EADDRINUSE') {
    return `${error.message}\nStop what listens there, or choose another with --port (0 takes a free one).`;
  }
  return `The emulator could not start: ${error.message}\nCheck --host and --port.`;
};

run(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${describeStartFailure(error as NodeJS.ErrnoException)}\n`);
  process.exit(1);
});
