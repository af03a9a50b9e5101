import { describe, expect, it } from 'vitest';
import { readStartOptions, type StartOptions } from './startOptions.ts';

describe('readStartOptions', () => {
  it.each<[readonly string[], StartOptions]>([
    [[], { portOffset: 0, seed: { kind: 'living' }, isKept: true }],
    [['--port-offset', '100'], { portOffset: 100, seed: { kind: 'living' }, isKept: true }],
    [['--port-offset=100'], { portOffset: 100, seed: { kind: 'living' }, isKept: true }],
    [['--empty'], { portOffset: 0, seed: { kind: 'empty' }, isKept: false }],
    [
      ['--rooms', '1', '--messages', '100000'],
      { portOffset: 0, seed: { kind: 'large', rooms: 1, messages: 100_000 }, isKept: false },
    ],
    [['--messages', '5'], { portOffset: 0, seed: { kind: 'large', rooms: 1, messages: 5 }, isKept: false }],
    [['--rooms', '50'], { portOffset: 0, seed: { kind: 'large', rooms: 50, messages: 0 }, isKept: false }],
  ])('reads %j', (args, expected) => {
    expect(readStartOptions(args)).toEqual(expected);
  });

  it.each([
    [['--rooms', '51'], '--rooms needs a whole number from 1 to 50, not 51.'],
    [['--rooms', '0'], '--rooms needs'],
    [['--messages'], '--messages needs a whole number from 0 to 1000000, not nothing.'],
    [['--messages', '1e3'], 'not 1e3'],
    [['--port-offset', '-1'], '--port-offset needs'],
    [['--empty', '--rooms', '2'], '--empty goes with neither'],
    [['constructor'], 'constructor is not known'],
    [['--empty=yes'], 'yes is not known'],
  ])('refuses %j, and says why and what there is', (args, sentence) => {
    const read = readStartOptions(args);
    expect(read).toMatchObject({ exitCode: 1 });
    expect('print' in read && read.print).toContain(sentence);
    expect('print' in read && read.print).toContain('Usage:');
  });

  it('answers --help with all there is', () => {
    expect(readStartOptions(['--help'])).toMatchObject({ exitCode: 0 });
  });
});
