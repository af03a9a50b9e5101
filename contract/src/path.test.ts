import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLegalKey, path } from './path.ts';

const message = path('messages/{roomId}/{messageId}');

describe('a path', () => {
  it('is written once and read three ways', () => {
    expect(message.pattern).toBe('messages/{roomId}/{messageId}');
    expect(message.ruleKeys).toEqual(['messages', '$roomId', '$messageId']);
    expect(message.at({ roomId: 'lobby', messageId: 'm1' })).toBe('messages/lobby/m1');
  });

  it('may have no parameters', () => {
    expect(path('directory').at({})).toBe('directory');
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', '💬', 'a b', 'é', '0'])(
    'takes the key %j as it is',
    (key) => {
      expect(message.at({ roomId: key, messageId: key })).toBe(`messages/${key}/${key}`);
    },
  );

  it.each([
    ['an empty key', ''],
    ['a slash', 'a/b'],
    ['a dot', 'a.b'],
    ['a dollar sign', '$a'],
    ['a hash', 'a#'],
    ['a bracket', 'a[0]'],
    ['a control character', 'a\u0000'],
    ['a line end', 'a\n'],
    ['delete', '\u007f'],
    ['769 bytes', 'a'.repeat(769)],
    ['772 bytes in 193 emoji', '💬'.repeat(193)],
  ])('refuses %s as a key', (_what, key) => {
    expect(() => message.at({ roomId: key, messageId: 'm1' })).toThrow(RangeError);
  });

  it('takes a key of 768 bytes', () => {
    expect(isLegalKey('a'.repeat(768))).toBe(true);
    expect(isLegalKey('💬'.repeat(192))).toBe(true);
  });

  it('does not take a parameter from the prototype of its argument', () => {
    const constructed = path('rooms/{constructor}');
    expect(() => constructed.at(Object.create({ constructor: 'lobby' }))).toThrow(RangeError);
  });

  it('has as many keys as its pattern, whatever the parameters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (roomId, messageId) => {
        if (!isLegalKey(roomId) || !isLegalKey(messageId)) return;
        expect(message.at({ roomId, messageId }).split('/')).toEqual(['messages', roomId, messageId]);
      }),
    );
  });
});
