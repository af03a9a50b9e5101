import type { UserId } from '@causerie/contract';
import { describe, expect, it } from 'vitest';
import { withoutBlocked } from './withoutBlocked.ts';

const said = (text: string) => text.split(' ').map((uid) => ({ uid: uid as UserId }));
const conversation = { state: 'ready', messages: said('ana bo __proto__ ana'), latest: said('bo ana') };

describe('withoutBlocked', () => {
  it('leaves out what they said, also of what came last', () => {
    expect(withoutBlocked(conversation, new Set(['bo', '__proto__'] as UserId[]))).toEqual({
      state: 'ready',
      messages: said('ana ana'),
      latest: said('ana'),
    });
  });

  it.each([
    ['nobody is blocked', []],
    ['those who are have said nothing', ['constructor']],
  ])('has all of it when %s', (_what, uids) => {
    expect(withoutBlocked(conversation, new Set(uids as UserId[]))).toEqual(conversation);
  });
});
