import { describe, expect, it } from 'vitest';
import { appCheckProblems } from './appCheck.ts';

const now = new Date('2026-11-22T12:00:00Z');
const project = 'chat-of-ours';
const page = '…fetch(`https://content-firebaseappcheck.googleapis.com/v1`)…';

const problems = (decisions: unknown, built = page, name = project): readonly string[] =>
  appCheckProblems(name, JSON.stringify(decisions), built, now).map(({ what }) => what);
const off = { enforced: false, reason: 'Invited people only.', reviewBy: '2027-03-01' };

describe('the decision about App Check', () => {
  it.each([
    ['enforced, and used by the page', { [project]: { enforced: true } }],
    ['off with a reason and a date', { [project]: off }],
    ['off until a year from now', { [project]: { ...off, reviewBy: '2027-11-22' } }],
  ])('is accepted: %s', (_what, decisions) => {
    expect(problems(decisions)).toEqual([]);
  });

  it.each([
    ['none', {}, 'Nobody has decided'],
    ['another project’s', { 'another-chat': off }, 'Nobody has decided'],
    ['a number', 7, 'not a JSON object'],
    ['null', null, 'not a JSON object'],
    ['a word', { [project]: 'enforced' }, 'not complete'],
    ['null for the project', { [project]: null }, 'not complete'],
    ['a word for the switch', { [project]: { ...off, enforced: 'no' } }, 'not complete'],
    ['off without a reason', { [project]: { ...off, reason: undefined } }, 'not complete'],
    ['off with a blank reason', { [project]: { ...off, reason: '  ' } }, 'not complete'],
    ['off without a date', { [project]: { ...off, reviewBy: undefined } }, 'no date within a year'],
    ['off until a day that is none', { [project]: { ...off, reviewBy: '2027-06-31' } }, 'no date'],
    ['off until some day', { [project]: { ...off, reviewBy: 'soon' } }, 'no date'],
    ['off for longer than a year', { [project]: { ...off, reviewBy: '2027-11-24' } }, 'within a year'],
    ['off until yesterday', { [project]: { ...off, reviewBy: '2026-11-21' } }, 'looked at again'],
  ])('is refused: %s', (_what, decisions, why) => {
    expect(problems(decisions)).toEqual([expect.stringContaining(why)]);
  });

  it('is refused when it would lock everybody out', () => {
    expect(problems({ [project]: { enforced: true } }, 'a page without it')).toEqual([
      expect.stringContaining('locked out'),
    ]);
  });

  it.each(['constructor', '__proto__', 'toString'])('is not found under the name %s', (name) => {
    expect(problems({}, page, name)).toEqual([`Nobody has decided about App Check for ${name}.`]);
  });

  it.each([
    [undefined, 'Nobody has decided'],
    ['{', 'not a JSON object'],
  ] as const)('is refused with the file %s', (text, why) => {
    const [refusal] = appCheckProblems(project, text, page, now);
    expect(refusal?.what).toContain(why);
    expect(refusal?.fix).toContain(`"${project}": {"enforced": true}`);
  });
});
