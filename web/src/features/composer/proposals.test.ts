import { describe, expect, it } from 'vitest';
import { proposalsFor, type ProposalSources } from './proposals.ts';

const sources: ProposalSources = {
  names: ['Ana', 'Élodie', 'Maria Ana', 'Otto'],
  commands: [
    { name: 'me', usage: 'text', hint: 'says what you do' },
    { name: 'mute', usage: 'person', hint: 'keeps somebody from speaking' },
  ],
  emoji: [{ sign: '🎉', label: 'party popper', group: 0, shortNames: ['tada'], words: ['confetti'] }],
};
const texts = (kind: 'person' | 'emoji' | 'command', query: string): readonly string[] =>
  proposalsFor({ kind, query, from: 0, to: 0 }, sources).map(({ text }) => text);

describe('proposalsFor', () => {
  it.each([
    ['person', 'an', ['@Ana', '@Maria Ana']],
    ['person', 'elo', ['@Élodie']],
    ['person', '', ['@Ana', '@Élodie', '@Maria Ana', '@Otto']],
    ['person', 'zz', []],
    ['emoji', 'ta', ['🎉']],
    ['emoji', 'zz', []],
    ['command', '', ['/me', '/mute']],
    ['command', 'MU', ['/mute']],
    ['command', 'zz', []],
  ] as const)('answers %s %j with %j', (kind, query, expected) => {
    expect(texts(kind, query)).toEqual(expected);
  });

  it('shows no more people than fit', () => {
    const names = Array.from({ length: 50 }, (_, index) => `Ana ${index}`);
    const proposals = proposalsFor({ kind: 'person', query: 'ana', from: 0, to: 4 }, { ...sources, names });
    expect(proposals).toHaveLength(8);
  });
});
