import { describe, expect, it } from 'vitest';
import { flag, optional, text, wholeBelow } from './field.ts';
import { record } from './record.ts';
import { profile } from './records.ts';

const note = record({ title: text(10), stars: wholeBelow(6), pinned: optional(flag) });
const stored = { title: 'milk', stars: 3 };

describe('reading a record', () => {
  it('finds its fields', () => {
    expect(note.read({ ...stored, pinned: true })).toEqual({ title: 'milk', stars: 3, pinned: true });
  });

  it('gives undefined for an optional field that is missing', () => {
    expect(note.read(stored)?.pinned).toBeUndefined();
  });

  it('leaves unknown fields out', () => {
    expect(note.read({ ...stored, colour: 'red' })).not.toHaveProperty('colour');
  });

  it('still recognises what was within an older limit', () => {
    expect(note.read({ title: 'longer than ten', stars: 17 })).toBeDefined();
  });

  it.each([
    ['nothing', null],
    ['undefined', undefined],
    ['a text', 'milk'],
    ['a number', 1],
    ['a list', ['milk', 3]],
    ['a required field missing', { title: 'milk' }],
    ['a field of another type', { title: 'milk', stars: '3' }],
    ['an optional field of another type', { ...stored, pinned: 'yes' }],
    ['a field that is null', { title: null, stars: 3 }],
    ['a number that is none', { title: 'milk', stars: Number.NaN }],
    ['fields that are inherited', Object.create(stored)],
    // What the SDK makes of a stored key `__proto__`: an object that inherits the attacker's fields.
    ['fields under __proto__', Object.setPrototypeOf({}, stored)],
    ['a parsed __proto__', JSON.parse('{"__proto__": {"title": "milk", "stars": 3}}')],
  ])('refuses %s', (_what, value) => {
    expect(note.read(value)).toBeUndefined();
  });

  it('has fields called like members of every object', () => {
    const odd = record({ constructor: text(10), toString: text(10) });
    expect(odd.read({})).toBeUndefined();
    expect(odd.read({ constructor: 'a', toString: 'b' })).toEqual({ constructor: 'a', toString: 'b' });
  });
});

describe('a profile', () => {
  it('is read whole', () => {
    const ana = { name: 'Ana', skeleton: 'ana', color: 3, createdAt: 1_700_000_000_000 };
    expect(profile.read(ana)).toEqual(ana);
  });
});
