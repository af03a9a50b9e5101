import { describe, expect, it } from 'vitest';
import { mutantsOf, withMutant } from './mutants.ts';

const confusions = new Map([['owner', 'member']]);

const fileOf = (write: string): string =>
  JSON.stringify({ rules: { rooms: { $roomId: { '.write': write } } } });

/** What each mutant of a rule says, by the kind of mistake. */
const mistakesIn = (write: string): readonly string[] => {
  const text = fileOf(write);
  return mutantsOf(text, confusions).mutants.map((mutant) => {
    const mutated = JSON.parse(withMutant(text, mutant)) as {
      readonly rules: { readonly rooms: { readonly $roomId: { readonly '.write': string } } };
    };
    return `${mutant.edit.what}: ${mutated.rules.rooms.$roomId['.write']}`;
  });
};

const idsIn = (write: string): readonly string[] =>
  mutantsOf(fileOf(write), confusions).mutants.map(({ id }) => id);

describe('the mutants of a rule', () => {
  it.each([
    ['auth != null', 'always: true'],
    ['auth != null && data.exists()', 'drop &&: true && data.exists()'],
    ['auth != null && data.exists()', 'drop &&: auth != null && true'],
    ['auth != null || data.exists()', 'drop ||: false || data.exists()'],
    ['auth != null', 'flip: auth === null'],
    ['data.val() === 1', 'flip: data.val() !== 1'],
    ['data.val() < 1', 'flip: data.val() <= 1'],
    ['data.val() < 1', 'flip: data.val() > 1'],
    ['data.val() >= 1', 'flip: data.val() > 1'],
    ['data.val() + 1 === 2', 'flip: data.val() - 1 === 2'],
    ['data.val() === 10', 'number: data.val() === 9'],
    ['data.val() === 10', 'number: data.val() === 11'],
    ['data.val() === true', 'flip: data.val() === false'],
    ['!data.exists()', 'drop !: data.exists()'],
    ['data.exists()', 'negate: !data.exists()'],
    ['data.exists()', 'other root: newData.exists()'],
    ['newData.exists()', 'other root: data.exists()'],
    ["root.child('a').exists()", "other root: newData.parent().parent().child('a').exists()"],
    ["data.val() === 'owner'", "text: data.val() === 'owner~'"],
    ["data.val() === 'owner'", "text: data.val() === 'member'"],
    ["newData.hasChildren(['a', 'b'])", "drop name: newData.hasChildren(['b'])"],
    ["newData.hasChildren(['a', 'b'])", "drop name: newData.hasChildren(['a'])"],
    ["auth.uid.replace('a', 'b') === 'c'", "drop call: auth.uid === 'c'"],
    ['(data.exists() ? auth != null : false)', 'drop condition: auth != null'],
    ['auth.uid.matches(/^a$/)', 'unanchor: auth.uid.matches(/a$/)'],
  ])('of %s: %s', (rule, mistake) => {
    const known = mistakesIn(rule).map((each) =>
      each.replace(/^drop condition: \((.*)\)$/, 'drop condition: $1'),
    );
    expect(known).toContain(mistake);
  });

  it('are no more than these', () => {
    expect(mistakesIn('!data.exists()')).toEqual([
      'always: true',
      'drop !: data.exists()',
      'other root: !newData.exists()',
    ]);
  });

  it('are not the rule itself', () => {
    expect(mistakesIn('true')).not.toContain('always: true');
  });

  it('have different ids, always the same', () => {
    const ids = idsIn('data.exists() || data.exists() || data.exists()');
    expect(new Set(ids).size).toBe(ids.length);
    expect(idsIn('data.exists() || data.exists() || data.exists()')).toEqual(ids);
  });

  it('leave out what could not be deployed, and count it', () => {
    // Texts are not subtracted.
    const { mutants, refused } = mutantsOf(fileOf("auth.uid === 'a' + $roomId"), confusions);
    expect(mutants.map(({ edit }) => edit.what)).toEqual(['always', 'flip', 'text']);
    expect(refused).toBe(1);
  });

  it('are none of rules that are refused', () => {
    expect(() => mutantsOf(fileOf('data.exists('), confusions)).toThrow('Unexpected end of expression');
  });
});

describe('the mutants of an index', () => {
  it('lose one entry each', () => {
    const text = JSON.stringify({ rules: { list: { '.read': true, '.indexOn': ['at', 'by'] } } });
    const found = mutantsOf(text, confusions).mutants.filter(({ kind }) => kind === '.indexOn');
    expect(
      found.map(
        (mutant) =>
          (JSON.parse(withMutant(text, mutant)) as { readonly rules: { readonly list: object } }).rules.list,
      ),
    ).toEqual([
      { '.read': true, '.indexOn': ['by'] },
      { '.read': true, '.indexOn': ['at'] },
    ]);
  });
});
