import { describe, expect, it } from 'vitest';
import { parseCommandLine } from './commandLine.ts';

const start = { kind: 'start', host: '127.0.0.1', port: 9000, functionsEmulator: undefined };

describe('parseCommandLine', () => {
  it.each([
    ['nothing', '', start],
    ['an address', '--host 0.0.0.0 --port 9001', { ...start, host: '0.0.0.0', port: 9001 }],
    ['an address with equals signs', '--host=::1 --port=0', { ...start, host: '::1', port: 0 }],
    [
      'all that firebase-tools passes',
      '-Duser.language=en -jar /cache/x.jar --host 127.0.0.1 --port 9000 --single_project_mode Warning --functions_emulator_host 127.0.0.1 --functions_emulator_port 5001',
      { ...start, functionsEmulator: { host: '127.0.0.1', port: 5001 } },
    ],
    ['half a functions emulator', '--functions_emulator_host 127.0.0.1', start],
    ['flags nobody knows', '--future thing --verbose --port 9002', { ...start, port: 9002 }],
    ['a flag named like an inherited member', '--constructor x', start],
    ['the version probe', '-Duser.language=en -Dfile.encoding=UTF-8 -version', { kind: 'version' }],
    ['a cry for help', '--help', { kind: 'help' }],
  ])('reads %s', (_case, line, expected) => {
    expect(parseCommandLine(line.split(' ').filter(Boolean))).toEqual(expected);
  });

  it.each([
    '--port x',
    '--port',
    '--port 65536',
    '--port -1',
    '--functions_emulator_host h --functions_emulator_port 1e3',
  ])('refuses %s', (line) => {
    expect(parseCommandLine(line.split(' '))).toEqual({
      kind: 'invalid',
      problem: expect.stringContaining('a port is a number from 0 to 65535'),
    });
  });
});
