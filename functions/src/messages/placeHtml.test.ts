import { describe, expect, it } from 'vitest';
import { planPlacement } from './placeHtml.ts';

const message = { uid: 'ana', text: '*hi*', at: 1, slot: 'a' };
const html = '<p><em>hi</em></p>';

describe('planPlacement', () => {
  it.each([
    ['puts html beside its text', message, html, 'written', { ...message, html }],
    ['replaces html of an earlier text', { ...message, html: 'old' }, html, 'written', { ...message, html }],
    [
      'takes away html that no longer belongs',
      { ...message, html },
      null,
      'written',
      { ...message, html: null },
    ],
    ['has nothing to do the second time', { ...message, html }, html, 'unchanged', { ...message, html }],
    ['has nothing to take away', message, null, 'unchanged', message],
    [
      'leaves another text alone',
      { ...message, text: 'edited' },
      html,
      'stale',
      { ...message, text: 'edited' },
    ],
    [
      'leaves another text and its html alone',
      { ...message, text: 'edited', html: 'its own' },
      null,
      'stale',
      { ...message, text: 'edited', html: 'its own' },
    ],
    ['does not bring a deleted message back', null, html, 'stale', null],
    ['does not touch a message without text', { uid: 'ana' }, html, 'stale', { uid: 'ana' }],
    ['does not touch what is no message', '*hi*', html, 'stale', '*hi*'],
    ['does not touch an array', ['*hi*'], html, 'stale', ['*hi*']],
    ['takes no text from a prototype', Object.create({ text: '*hi*' }) as object, html, 'stale', {}],
  ])('%s', (_name, stored, wanted, placement, expected) => {
    expect(planPlacement(stored, '*hi*', wanted)).toEqual({ placement, message: expected });
  });
});
