import type { MessageId, UserId } from '@causerie/contract';
import { describe, expect, it } from 'vitest';
import { readByOf } from './readByOf.ts';

const me = 'ana' as UserId;
const said = (id: string, uid: string, atMs: number, text: string | undefined = 'x', state = 'stored') => ({
  id: id as MessageId,
  uid: uid as UserId,
  text,
  atMs,
  standing: { state },
});
const rows = (upTo: object) => Object.entries(upTo).map(([key, value]) => ({ key, value: value as unknown }));
const talk = [said('1', 'ana', 10), said('2', 'bo', 20), said('3', 'ana', 30), said('4', 'cy', 40)];

describe('readByOf', () => {
  it.each([
    ['nobody', talk, {}, undefined],
    ['only oneself', talk, { ana: 40 }, undefined],
    ['somebody who came before it all', talk, { bo: 9 }, undefined],
    ['somebody exactly up to it', talk, { bo: 10 }, ['1', 'bo']],
    ['somebody up to what another said', talk, { bo: 20 }, ['1', 'bo']],
    ['one who is farther than another', talk, { bo: 20, cy: 40 }, ['3', 'cy']],
    ['all', talk, { ana: 40, bo: 30, cy: 40 }, ['3', 'bo', 'cy']],
    ['broken rows', talk, { bo: 'all', cy: null, dan: { at: 40 } }, undefined],
    ['people called like what objects have', talk, { constructor: 40, toString: 5 }, ['3', 'constructor']],
    ['who read what was deleted', [talk[0]!, { ...talk[2]!, text: undefined }], { bo: 40 }, ['1', 'bo']],
    [
      'who read what is being sent',
      [talk[0]!, said('5', 'ana', 35, 'x', 'sending')],
      { bo: 40 },
      ['1', 'bo'],
    ],
    ['who read what others said', [talk[1]!], { bo: 40 }, undefined],
    ['no message', [], { bo: 40 }, undefined],
  ])('%s', (_what, messages, upTo, expected) => {
    const found = readByOf(messages, rows(upTo), me);
    expect(found && [found.id, ...found.readers]).toEqual(expected);
  });
});
