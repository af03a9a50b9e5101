import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confusables, smallConfusables } from './confusables.ts';
import { limits } from './limits.ts';
import {
  lookOf,
  namePattern,
  nicknameProblem,
  normaliseNickname,
  reservedSkeletons,
  skeletonOf,
} from './nickname.ts';

/** Every character that may stand in a name, found by asking. */
const letters = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit)).filter((character) =>
  namePattern.test(character + character),
);
const withoutAccents = (letter: string): string => letter.normalize('NFD').replace(/\p{M}/gu, '');

const nameOf = (alphabet: readonly string[]): fc.Arbitrary<string> =>
  fc
    .string({
      unit: fc.constantFrom(...alphabet, ...letters.slice(0, 10), ' ', '.', '_', "'", '-'),
      maxLength: 24,
    })
    .filter((name) => namePattern.test(name));
const anyName = fc.oneof(
  nameOf(letters.filter((letter) => /\p{Script=Latin}/u.test(letter))),
  nameOf(letters.filter((letter) => /\p{Script=Greek}/u.test(letter))),
  nameOf(letters.filter((letter) => /\p{Script=Cyrillic}/u.test(letter))),
);

describe('a nickname', () => {
  it.each([
    'Al',
    'Ana',
    'José',
    'Ștefan',
    'Łukasz',
    "O'Neill",
    'J. R. Smith',
    'a_b-c',
    '42',
    'Γιώργος',
    'Ελένη 2',
    'Ирина',
    'Їжак',
    'Љубица',
    'constructor',
    'a'.repeat(limits.nameMax),
  ])('may be %j', (name) => {
    expect(nicknameProblem(name)).toBeUndefined();
  });

  it.each([
    ['', { code: 'too_short', min: limits.nameMin }],
    ['a', { code: 'too_short', min: limits.nameMin }],
    ['a'.repeat(25), { code: 'too_long', length: 25, max: limits.nameMax }],
    ['__proto__', { code: 'edge', found: '_' }],
    [' ana', { code: 'edge', found: ' ' }],
    ['ana.', { code: 'edge', found: '.' }],
    ['--', { code: 'edge', found: '-' }],
    ['<b>', { code: 'characters', found: '<>' }],
    ['ana👍', { code: 'characters', found: '👍' }],
    ['a/b', { code: 'characters', found: '/' }],
    ['ana\u200b', { code: 'characters', found: '\u200b' }],
    ['\u202eana', { code: 'characters', found: '\u202e' }],
    ['ana\n', { code: 'characters', found: '\n' }],
    ['e\u0301e', { code: 'characters', found: '\u0301' }],
    ['山田', { code: 'characters', found: '山田' }],
    // Cyrillic А, Greek Ν.
    ['Аdmin', { code: 'mixed_alphabets' }],
    ['Νick', { code: 'mixed_alphabets' }],
    ['Admin', { code: 'reserved' }],
    ['ADM1N', { code: 'reserved' }],
    ['a.d.m.i.n', { code: 'reserved' }],
    ['Moderat0r', { code: 'reserved' }],
    ['Càusérie', { code: 'reserved' }],
  ] as const)('may not be %j', (name, problem) => {
    expect(nicknameProblem(name)).toEqual(problem);
  });

  it('normalises to one that it leaves alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const once = normaliseNickname(typed);
        expect(normaliseNickname(once)).toBe(once);
      }),
    );
  });

  it('is made of letters that normalising leaves alone', () => {
    expect(letters.filter((letter) => normaliseNickname(letter) !== letter)).toEqual([]);
  });

  it.each([
    ['Ａｄｍｉｎ', 'Admin'],
    ['ﬁona', 'fiona'],
    ['  Ana \t Maria ', 'Ana Maria'],
    ['Jose\u0301', 'José'],
  ])('typed as %j becomes %j', (typed, name) => {
    expect(normaliseNickname(typed)).toBe(name);
  });
});

describe('the skeleton', () => {
  it.each([
    ['Admin', 'Аdmin'],
    ['Admin', 'αdmln'],
    ['Admin', 'ADMIN'],
    ['Admin', 'a d-m_i.n'],
    ['José', 'jose'],
    ['arnold', 'amold'],
    ['vvalter', 'Walter'],
    ['B0B', 'bob'],
    ['1van', 'lvan'],
    ['Ivan', 'lvan'],
    ['Clara', 'dara'],
    ['TOM', 'ТОМ'],
    ['TOM', 'ΤΟΜ'],
    ['ANNA', 'ΑΝΝΑ'],
    ['Σία', 'ΣΊΑ'],
    ['ΝΊΚΟΣ', 'Νίκος'],
    ['İpek', 'ipek'],
    ['Straße', 'strasse'],
    ['Їжак', 'іжак'],
    ['Юрий', 'юрии'],
  ])('of %j is that of %j', (one, other) => {
    expect(skeletonOf(one)).toBe(skeletonOf(other));
  });

  it.each([
    ['ana', 'anna'],
    ['bob', 'rob'],
    ['maria', 'mario'],
    ['Ирина', 'Арина'],
    ['constructor', 'constructer'],
  ])('of %j is not that of %j', (one, other) => {
    expect(skeletonOf(one)).not.toBe(skeletonOf(other));
  });

  it('has a letter for every letter of a name, and at most two', () => {
    expect(letters.filter((letter) => ![1, 2].includes(skeletonOf(letter).length))).toEqual([]);
    expect(2 * limits.nameMax).toBeLessThanOrEqual(limits.nameSkeleton);
  });

  it('does not depend on accents', () => {
    expect(letters.filter((letter) => skeletonOf(letter) !== skeletonOf(withoutAccents(letter)))).toEqual([]);
  });

  it('does not depend on case', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        // Some letters have no capital of their own and become two characters that a name may not have.
        const spellings = [name.toLowerCase(), name.toUpperCase()].filter((spelling) =>
          namePattern.test(spelling),
        );
        for (const spelling of spellings) expect(skeletonOf(spelling)).toBe(skeletonOf(name));
      }),
    );
  });

  it('is its own skeleton', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        expect(skeletonOf(skeletonOf(name))).toBe(skeletonOf(name));
      }),
    );
  });

  it('is never empty, and fits its limit', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        expect(skeletonOf(name)).not.toBe('');
        expect(skeletonOf(name).length).toBeLessThanOrEqual(limits.nameSkeleton);
      }),
    );
  });

  it('of a reserved name can be held in a rule as it is', () => {
    for (const skeleton of reservedSkeletons) expect(skeleton).toMatch(/^[a-z]+$/);
  });
});

describe('the look', () => {
  it.each([
    ['ηονα', 'nova'],
    ['Νονα', 'nova'],
    ['υου', 'uou'],
    ['γοκο', 'yoko'],
    ['κιττυ', 'kittu'],
    ['ΝΙΝΑ', 'nina'],
  ])('of %j is the skeleton of %j', (name, other) => {
    expect(lookOf(name)).toBe(skeletonOf(other));
  });

  it('is the skeleton, but for letters whose look depends on their case', () => {
    const others = letters.filter((letter) => lookOf(letter) !== skeletonOf(letter));
    expect(others.join('')).toBe(
      smallConfusables
        .map(([from]) => from)
        .toSorted()
        .join(''),
    );
  });

  it('is never the skeleton where it is another in one letter', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const isAnother = smallConfusables.some(([from]) => name.includes(from));
        expect(lookOf(name) !== skeletonOf(name)).toBe(isAnother);
      }),
    );
  });
});

describe('the look-alike table', () => {
  it('never makes what an earlier row has folded away', () => {
    confusables.forEach(([, to], row) => {
      for (const [from] of confusables.slice(0, row + 1)) {
        expect(to.includes(from), `row ${row} makes ${to}, which has ${from}`).toBe(false);
      }
    });
  });

  it('holds lower-case letters that a name can have, each once', () => {
    const possible = new Set(
      letters.flatMap((letter) => Array.from(letter.toLowerCase())).concat(" ._'-".split('')),
    );
    const froms = confusables.map(([from]) => from);
    expect(froms.filter((from) => !possible.has(from))).toEqual([]);
    expect(new Set(froms).size).toBe(froms.length);
  });
});
