import { describe, expect, it } from 'vitest';
import { print } from './print.ts';

describe('printing rules', () => {
  it('nests places, and closes records to other children', () => {
    const text = print([
      { keys: ['a', '$b'], read: 'true', children: new Map([['c', 'newData.isString()']]) },
      { keys: ['a'], write: 'auth != null', indexOn: ['c'] },
    ]);
    expect(JSON.parse(text)).toEqual({
      rules: {
        '.read': false,
        '.write': false,
        a: {
          '.write': 'auth != null',
          '.indexOn': ['c'],
          $b: {
            '.read': 'true',
            c: { '.validate': 'newData.isString()' },
            $other: { '.validate': false },
          },
        },
      },
    });
  });

  it('escapes what is not ASCII', () => {
    const text = print([{ keys: ['a'], read: "auth.uid === 'а\u202e'" }]);
    expect(text).toMatch(/^[\n -~]*$/);
    expect(text).toContain(String.raw`'\u0430\u202e'`);
  });

  it('keeps a place called like a member of every object', () => {
    const text = print(['constructor', '__proto__'].map((key) => ({ keys: [key], read: 'auth != null' })));
    expect(text).toContain('"constructor": {');
    expect(text).toContain('"__proto__": {');
  });

  it('refuses two rules for one place', () => {
    expect(() =>
      print([
        { keys: ['a', 'b'], read: 'true' },
        { keys: ['a', 'b'], write: 'true' },
      ]),
    ).toThrow('a/b');
  });
});
