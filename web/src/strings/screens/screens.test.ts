import { actNames, reportReasons, roles } from '@causerie/contract';
import { describe, expect, it } from 'vitest';
import { leaves } from '../leaves.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

describe.each([
  ['en', en],
  ['fr', fr],
] as const)('the words of the screens, %s', (_language, words) => {
  it('are at the same places as the English ones, and none is empty', () => {
    expect(leaves(words).map(([place]) => place)).toEqual(leaves(en).map(([place]) => place));
    expect(leaves(words).filter(([, value]) => typeof value === 'string' && value.trim() === '')).toEqual([]);
  });

  it('tell every entry of a log from every other', () => {
    const entries = actNames.map((act) => words.moderation.entry(act, 'Ana', 'Bo', 'moderator'));
    expect(new Set(entries).size).toBe(actNames.length);
    for (const entry of entries) expect(entry).toContain('Ana');
    expect(new Set(roles.map((role) => words.moderation.roleGiven('Bo', role))).size).toBe(roles.length);
    expect(new Set(reportReasons.map((reason) => words.report.reasons[reason])).size).toBe(
      reportReasons.length,
    );
  });

  it.each([600_000, 3_600_000, 7_200_000, 86_400_000, 7 * 86_400_000, 365 * 86_400_000 - 60_000])(
    'name a span of %i ms by itself',
    (ms) => {
      expect(words.moderation.lasts(ms)).not.toBe(words.moderation.lasts(ms / 3));
      expect(words.moderation.lasts(ms)).not.toMatch(/undefined|NaN/);
    },
  );

  it.each(['tooManyCalls', 'unreachable', 'signInAgain', 'internal'])('say what to do after %s', (reason) => {
    expect(words.account.callProblem({ reason, retryAfterMs: 120_000 })).toMatch(/[.]$/);
  });
});

it('are translated', () => {
  const french = new Map(leaves(fr));
  const same = leaves(en).filter(
    ([place, value]) => typeof value === 'string' && french.get(place) === value,
  );
  // Colours that happen to have the same name.
  expect(same.map(([, value]) => value)).toEqual(['orange', 'cyan', 'violet']);
});
