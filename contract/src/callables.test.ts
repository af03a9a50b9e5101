import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callableAddress, callFailureReasons, readCallFailure } from './callables.ts';

describe('readCallFailure', () => {
  it.each(callFailureReasons)('reads %s', (reason) => {
    expect(readCallFailure({ error: { status: 'ABORTED', details: { reason } } })).toEqual({ reason });
  });

  it('reads when to try again', () => {
    const details = { reason: 'tooManyCalls', retryAfterMs: 1500 };
    expect(readCallFailure({ error: { status: 'RESOURCE_EXHAUSTED', details } })).toEqual(details);
  });

  it.each([
    ['a refusal without a reason', { error: { status: 'UNAUTHENTICATED', message: 'x' } }, 'sessionEnded'],
    ['a page of a proxy', '<html>', 'internal'],
    ['nothing', null, 'internal'],
    ['a reason of a prototype', { error: { details: { reason: 'constructor' } } }, 'internal'],
    ['a reason that is unknown', { error: { details: { reason: 'new' } } }, 'internal'],
    ['a delay that is none', { error: { details: { reason: 'badInput', retryAfterMs: '5' } } }, 'badInput'],
  ])('makes sense of %s', (_name, answer, reason) => {
    expect(readCallFailure(answer)).toEqual({ reason });
  });

  it('has an answer to anything', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (answer) => {
        expect(callFailureReasons).toContain(readCallFailure(answer).reason);
      }),
    );
  });
});

describe('callableAddress', () => {
  it('is on the origin of the page', () => {
    expect(callableAddress('eraseAccount')).toBe('/api/eraseAccount');
  });
});
