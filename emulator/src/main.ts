#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import packageJson from '../package.json' with { type: 'json' };
import { helpText, parseCommandLine, type StartCommand } from './commandLine.ts';
import { dataVariable } from './journal/dataVariable.ts';
import { runWithShim } from './runWithShim.ts';
import { serve } from './serve.ts';
import { supervise } from './supervisor.ts';

/** How often to look whether firebase-tools is still there. */
const parentCheckMs = 1000;

const run = async (words: readonly string[]): Promise<void> => {
  const command = parseCommandLine(words);
  switch (command.kind) {
    case 'javaVersion':
      // firebase-tools wants a Java of at least 21 here, and there is none to be had or needed.
      process.stderr.write('openjdk version "21.0.0" (the Causerie emulator, which runs on Node)\n');
      return;
    case 'version':
      process.stdout.write(`${packageJson.version}\n`);
      return;
    case 'help':
      process.stdout.write(helpText);
      return;
    case 'invalid':
      process.stderr.write(`${command.problem}\n`);
      process.exitCode = 2;
      return;
    case 'exec':
      process.exit(await runWithShim(command.words, fileURLToPath(import.meta.url)));
      return;
    case 'start':
      return start(command, words);
  }
};

const start = async (command: StartCommand, words: readonly string[]): Promise<void> => {
  if (!isUnderFirebaseTools()) return void (await serve(command));
  if (process.env[dataVariable] !== undefined) return stopWithParent(await serve(command));
  stopWithParent(() => process.kill(process.pid, 'SIGTERM'));
  process.exit(await supervise(words));
};

const isUnderFirebaseTools = (): boolean => process.env['IS_FIREBASE_CLI'] === 'true';

/** firebase-tools starts its emulators detached: when it is killed, they would stay and hold their ports. */
const stopWithParent = (stop: () => void): void => {
  const parent = process.ppid;
  const check = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(check);
    process.stdout.write('The process that started this one has gone: stopping.\n');
    stop();
  }, parentCheckMs);
  check.unref();
};

/** What to do about an address that cannot be had. firebase-tools looks for the words "address already in use". */
const describeFailure = (error: NodeJS.ErrnoException): string => {
  if (error.code === 'EADDRINUSE') {
    return `${error.message}\nStop what listens there, or choose another with --port (0 takes a free one).`;
  }
  if (error.code === 'ENOENT' && error.syscall?.startsWith('spawn') === true) {
    return `There is no program ${JSON.stringify(error.path)}. What is installed in a project is run through npx: causerie-emulator exec -- npx firebase emulators:start`;
  }
  const isAddress = error.syscall === 'listen' || error.syscall === 'getaddrinfo';
  return `The emulator could not start: ${error.message}${isAddress ? '\nCheck --host and --port.' : ''}`;
};

run(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${describeFailure(error as NodeJS.ErrnoException)}\n`);
  process.exit(1);
});
