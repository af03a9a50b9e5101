import { describe, expect, it } from 'vitest';
import { uncommitted } from './uncommitted.ts';

describe('uncommitted changes', () => {
  it('are none in a clean clone', () => {
    expect(uncommitted('')).toEqual([]);
  });

  it.each([
    [' M firebase.json\n', 'Not everything is committed: firebase.json.'],
    ['?? web/src/new.ts\n', 'Not everything is committed: web/src/new.ts.'],
    ['R  a.ts -> b.ts\n', 'Not everything is committed: a.ts -> b.ts.'],
    [
      Array.from({ length: 7 }, (_, index) => ` M ${index}.ts\n`).join(''),
      'Not everything is committed: 0.ts, 1.ts, 2.ts, 3.ts, 4.ts and 2 more.',
    ],
    [undefined, 'This folder is not a git repository'],
  ])('are refused: %j', (status, what) => {
    expect(uncommitted(status).map((refusal) => refusal.what)).toEqual([expect.stringContaining(what)]);
  });
});
