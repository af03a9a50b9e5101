import { actionMark } from '@causerie/contract';
import { describe, expect, it } from 'vitest';
import { saidInThread } from './saidInThread.ts';

describe('saidInThread', () => {
  it.each([
    ['words', 'so it is', 'so it is'],
    ['what somebody does', '/me nods', `${actionMark}nods`],
    ['a slash that is meant', '//kick', '/kick'],
    ['a path', '/usr/bin/node', '/usr/bin/node'],
    ['a command for a room', '/kick Bo', undefined],
    ['a command without what it needs', '/me', undefined],
    ['a command that there is not', '/kik Bo', undefined],
    ['what every object has', '/constructor', undefined],
  ])('%s', (_what, text, expected) => expect(saidInThread(text)).toBe(expected));
});
