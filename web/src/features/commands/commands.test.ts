import { roles } from '@causerie/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandNames, commandsFor, readLine } from './commands.ts';

/** Whether something was made a message of that was not what was typed. */
const lost = (text: string): boolean => {
  const read = readLine(text);
  return read.kind === 'message' && !text.endsWith(read.text);
};

describe('readLine', () => {
  it.each([
    ['hello', { kind: 'message', text: 'hello' }],
    ['//topic is a command', { kind: 'message', text: '/topic is a command' }],
    ['/usr/bin/env', { kind: 'message', text: '/usr/bin/env' }],
    ['/ me', { kind: 'message', text: '/ me' }],
    ['/', { kind: 'message', text: '/' }],
    ['/3', { kind: 'message', text: '/3' }],
    ['/me waves', { kind: 'command', command: { name: 'me', text: 'waves' } }],
    ['/ME waves', { kind: 'command', command: { name: 'me', text: 'waves' } }],
    ['/me\ntwo\nlines', { kind: 'command', command: { name: 'me', text: 'two\nlines' } }],
    ['/me', { kind: 'missing', name: 'me', argument: 'text' }],
    ['/find', { kind: 'command', command: { name: 'find', text: '' } }],
    ['/help anything', { kind: 'command', command: { name: 'help' } }],
    ['/kick @Ana', { kind: 'command', command: { name: 'kick', person: 'Ana' } }],
    ['/kick', { kind: 'missing', name: 'kick', argument: 'person' }],
    ['/kick @', { kind: 'missing', name: 'kick', argument: 'person' }],
    ['/mute Ana', { kind: 'command', command: { name: 'mute', person: 'Ana', minutes: 60 } }],
    ['/mute Ana Maria 10', { kind: 'command', command: { name: 'mute', person: 'Ana Maria', minutes: 10 } }],
    ['/ban @Ana 2h', { kind: 'command', command: { name: 'ban', person: 'Ana', minutes: 120 } }],
    ['/ban Ana 365d', { kind: 'command', command: { name: 'ban', person: 'Ana', minutes: 525_600 } }],
    ['/ban Ana 366d', { kind: 'minutes', name: 'ban', found: '366d', max: 525_600 }],
    ['/mute Ana 0', { kind: 'minutes', name: 'mute', found: '0', max: 525_600 }],
    ['/mute Agent 7', { kind: 'command', command: { name: 'mute', person: 'Agent 7', minutes: 60 } }],
    ['/mute Agent 7 7', { kind: 'command', command: { name: 'mute', person: 'Agent 7', minutes: 7 } }],
    ['/constructor', { kind: 'unknown', name: 'constructor' }],
    ['/toString x', { kind: 'unknown', name: 'toString' }],
    ['/hasOwnProperty', { kind: 'unknown', name: 'hasOwnProperty' }],
  ])('reads %j', (text, expected) => {
    expect(readLine(text, (name) => name === 'Agent 7')).toEqual(expected);
  });

  it('makes something of whatever is typed, and a message only of what was one', () => {
    const lines = fc.sample(
      fc.string().map((text) => `/${text}`),
      200,
    );
    expect(lines.filter(lost)).toEqual([]);
  });
});

describe('commandsFor', () => {
  it('offers the mightier more', () => {
    const counts = roles.map((role) => commandsFor(role).length);
    expect(counts).toEqual(counts.toSorted((one, other) => other - one));
    expect(commandsFor('owner')).toEqual(commandNames);
    expect(commandsFor('member')).not.toContain('kick');
    expect(commandsFor(undefined)).toEqual(commandsFor('member'));
  });
});
