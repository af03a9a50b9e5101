import { describe, expect, it } from 'vitest';
import { helpText, parseCommandLine } from './commandLine.ts';

const start = { kind: 'start', host: '127.0.0.1', port: 9000, enforceTokenExpiry: false, quiet: false };

const parse = (line: string) => parseCommandLine(line.split(/\s+/).filter(Boolean));

describe('parseCommandLine', () => {
  it.each([
    ['nothing', '', start],
    ['an address', '--host 0.0.0.0 --port 9001', { ...start, host: '0.0.0.0', port: 9001 }],
    ['an address with equals signs', '--host=::1 --port=0', { ...start, host: '::1', port: 0 }],
    ['rules', '--rules database.rules.json', { ...start, rules: 'database.rules.json' }],
    ['a file with an equals sign in its name', '--rules=a=b.json', { ...start, rules: 'a=b.json' }],
    [
      'data at the beginning and at the end',
      '--data kept --import saved --export-on-exit=saved -q',
      { ...start, data: 'kept', import: 'saved', exportOnExit: 'saved', quiet: true },
    ],
    [
      'a port of functions',
      '--functions-port 5001',
      { ...start, functionsEmulator: { host: '127.0.0.1', port: 5001 } },
    ],
    [
      'functions elsewhere',
      '--functions-host ::1 --functions-port 5001',
      { ...start, functionsEmulator: { host: '::1', port: 5001 } },
    ],
    [
      'pages to trust',
      '--allow-origin http://desk.example:5173,https://tunnel.example',
      { ...start, allowedOrigins: ['http://desk.example:5173', 'https://tunnel.example'] },
    ],
    ['a wish for real tokens', '--enforce-token-expiry', { ...start, enforceTokenExpiry: true }],
    ['a flag that stands twice', '--port 1 --port 2', { ...start, port: 2 }],
    ['a request for the version', '--version', { kind: 'version' }],
    ['a cry for help', '--help', { kind: 'help' }],
    ['a short one, among other flags', '--port 9001 -h', { kind: 'help' }],
    ['a cry for help about exec', 'exec --help', { kind: 'help' }],
    ['one that is about the program', 'exec -- npm -h', { kind: 'exec', words: ['npm', '-h'] }],
    [
      'a command to run',
      'exec -- firebase emulators:start --only database',
      { kind: 'exec', words: ['firebase', 'emulators:start', '--only', 'database'] },
    ],
    ['a command without the dashes', 'exec npm test', { kind: 'exec', words: ['npm', 'test'] }],
  ])('reads %s', (_case, line, expected) => {
    expect(parse(line)).toEqual(expected);
  });

  it.each([
    [
      'all that firebase-tools passes',
      '-Duser.language=en -jar /cache/x.jar --host 127.0.0.1 --port 9000 --single_project_mode Warning --functions_emulator_host 127.0.0.1 --functions_emulator_port 5001',
      { ...start, singleProjectMode: true, functionsEmulator: { host: '127.0.0.1', port: 5001 } },
    ],
    ['half a functions emulator', '-jar x --functions_emulator_host 127.0.0.1', start],
    ['a mode nobody knows', '-jar x --single_project_mode Future', start],
    ['flags nobody knows', '-jar x --future thing --verbose --port 9002', { ...start, port: 9002 }],
    ['the version probe', '-Duser.language=en -Dfile.encoding=UTF-8 -version', { kind: 'javaVersion' }],
  ])('reads what a Java is told: %s', (_case, line, expected) => {
    expect(parse(line)).toEqual(expected);
  });

  it.each([
    ['--allow-origin desk.example', 'Invalid allowed origin "desk.example"'],
    ['--allow-origin http://desk.example,', 'Invalid allowed origin ""'],
    ['--port x', 'Invalid --port "x": a port is a number from 0 to 65535'],
    ['--port 65536', 'Invalid --port "65536"'],
    ['--port -1', 'Invalid --port "-1"'],
    ['--port', '--port needs a value'],
    ['--rules --port 9000', '--rules needs a value'],
    ['--host=', '--host needs a value'],
    ['--functions-port 1e3', 'Invalid --functions-port "1e3"'],
    ['--functions-host h', '--functions-port'],
    ['--single-project-mode on', 'Invalid --single-project-mode "on": say Warning'],
    ['--prot 9000', 'Unknown flag "--prot". There are exec, --host, --port'],
    ['--quiet=no', 'Unknown flag "--quiet=no"'],
    ['--constructor x', 'Unknown flag "--constructor"'],
    ['__proto__', 'Unknown word "__proto__"'],
    ['start', 'Unknown word "start"'],
    ['exec', 'exec needs a program'],
    ['exec --', 'exec needs a program'],
    ['exec --port 9001 -- firebase emulators:start', 'exec takes no flags, and there is "--port"'],
  ])('refuses %s and says why', (line, problem) => {
    expect(parse(line)).toEqual({ kind: 'invalid', problem: expect.stringContaining(problem) });
  });
});

describe('helpText', () => {
  const unknown = parse('--prot');
  const known = unknown.kind === 'invalid' ? (unknown.problem.match(/--[a-z-]+/g) ?? []).slice(1) : [];

  it.each([...known, '--functions-port', 'exec', 'Exit codes'])('tells of %s', (word) =>
    expect(helpText).toContain(word),
  );
});
