import { describe, expect, it } from 'vitest';
import type { UserId } from '@causerie/contract';
import { readReactions } from './readReactions.ts';

const me = 'me' as UserId;
const read = (rows: Readonly<Record<string, unknown>>, wanted = new Map<string, boolean>()) =>
  readReactions(
    Object.entries(rows).map(([key, value]) => ({ key, value })),
    me,
    (emoji) => wanted.get(emoji),
  );

describe('readReactions', () => {
  it('gathers the signs of all, oneself apart', () => {
    expect(read({ ana: { '🎉': 1, '👍': 2 }, me: { '👍': 3 }, constructor: { '👍': 4 } })).toEqual([
      { emoji: '👍', isMine: true, others: ['ana', 'constructor'] },
      { emoji: '🎉', isMine: false, others: ['ana'] },
    ]);
  });

  it('shows what was just pressed, whatever the server says', () => {
    expect(read({ me: { '👍': 3 } }, new Map([['👍', false]]))).toEqual([]);
    expect(read({}, new Map([['🚀', true]]))).toEqual([{ emoji: '🚀', isMine: true, others: [] }]);
  });

  it.each([[null], ['👍'], [{ toString: 1 }], [{ '🐌': 1 }], [{ '👍': 'yes' }], [[]]])(
    'finds nothing in %j',
    (value) => {
      expect(read({ ana: value })).toEqual([]);
    },
  );
});
