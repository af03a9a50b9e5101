import type { StartCommand } from './commandLine.ts';
import { compileSooner } from './compileSooner.ts';
import { databasesOf } from './databasesOf.ts';
import { type Emulator, startEmulator } from './emulator.ts';
import { exportTo, importFrom } from './exportFolder.ts';
import { followRules } from './followRules.ts';
import { giveIdleMemoryBack } from './idleMemory.ts';
import { dataVariable } from './journal/dataVariable.ts';
import { rehearse } from './rehearsal.ts';
import { startLines } from './startLines.ts';
import { problemOfOrigin } from './trust.ts';

/** What `--allow-origin` says, for those whose command line firebase-tools writes. */
const allowedOriginsVariable = 'CAUSERIE_ALLOW_ORIGIN';

/** Whoever waited for the start has the processor to themselves for so long. */
const rehearsalAfterMs = 75;

/** Waiting longer than this for connections to close is no use to whoever asked the process to stop. */
const stopMs = 500;

const print = (line: string): void => {
  process.stdout.write(`${new Date().toISOString()} ${line}\n`);
};

/** What whoever started it has to mend is said, whatever else is not. */
const warn = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/**
 * Starts an emulator with all that the command line asks for.
 *
 * @returns what stops it: the data is written where it shall be, and the process ends
 * @throws (rejects) with a sentence for a person when it cannot start
 */
export const serve = async (command: StartCommand): Promise<() => void> => {
  surviveFaults();
  compileSooner();
  giveIdleMemoryBack();
  const { host, port, functionsEmulator, enforceTokenExpiry, quiet, rules } = command;
  const allowedOrigins = command.allowedOrigins ?? originsOfEnvironment();
  const { singleProjectMode = false } = command;
  const data = command.data ?? process.env[dataVariable];
  const emulator = await startEmulator({
    host,
    port,
    enforceTokenExpiry,
    singleProjectMode,
    log: quiet ? () => {} : print,
    // Until the file is read, nobody but the owner may do anything.
    ...(rules === undefined ? {} : { rules: { rules: {} } }),
    ...(data === undefined ? {} : { data }),
    ...(functionsEmulator === undefined ? {} : { functionsEmulator }),
    ...(allowedOrigins === undefined ? {} : { allowedOrigins }),
  });
  try {
    if (rules !== undefined) await followRules(rules, emulator, warn);
    if (command.import !== undefined) await importFrom(command.import, emulator);
  } catch (error) {
    await emulator.close();
    throw error;
  }
  const isUnderTools = process.env['IS_FIREBASE_CLI'] === 'true';
  const areRulesKept = [...databasesOf(emulator)].some(({ rules: { isDefault } }) => !isDefault);
  const { url } = emulator;
  const start = { url, host, rules, data: command.data, areRulesKept, isUnderTools };
  for (const line of startLines(start)) print(line);
  setTimeout(rehearseAside, rehearsalAfterMs);
  let stopping: Promise<void> | undefined;
  const stopOnce = (): void => void (stopping ??= stop(emulator, command.exportOnExit));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stopOnce);
  return stopOnce;
};

/** Nobody depends on it: everything is as it was without, and slower for the first to come. */
const rehearseAside = (): void => {
  rehearse().catch((error: Error) => print(`The first requests will be slower: ${error.message}`));
};

/** @throws when they are none, with the name of the variable: nobody typed it just now */
const originsOfEnvironment = (): readonly string[] | undefined => {
  const origins = (process.env[allowedOriginsVariable] || undefined)?.split(',');
  const problem = origins?.map(problemOfOrigin).find((each) => each !== undefined);
  if (problem !== undefined) throw new Error(`${allowedOriginsVariable}: ${problem}`);
  return origins;
};

const stop = async (emulator: Emulator, exportOnExit: string | undefined): Promise<void> => {
  let code = 0;
  if (exportOnExit !== undefined) {
    await exportTo(exportOnExit, emulator).catch((error: Error) => {
      warn(`The data could not be written to ${exportOnExit}: ${error.message}`);
      code = 1;
    });
  }
  setTimeout(() => process.exit(code), stopMs);
  await emulator.close();
  process.exit(code);
};

/** The data is in memory, so a fault in one request must not cost it. Nor must a reader of the log that has gone. */
const surviveFaults = (): void => {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  process.on('uncaughtException', reportFault);
  process.on('unhandledRejection', reportFault);
};

const reportFault = (error: unknown): void => {
  warn(
    'Unexpected error. The emulator goes on, but this is a fault in it: please report it with what follows.\n' +
      (error instanceof Error ? error.stack : String(error)),
  );
};
