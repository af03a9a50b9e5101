import { describe, expect, it } from 'vitest';
import type { MessageId } from '@causerie/contract';
import type { Outcome, Refusal } from '../../backend/act.ts';
import { createReactor, wantedKey } from './reactor.ts';

const id = '-O000000000000000001' as MessageId;
const key = wantedKey(id, '👍');

const stage = () => {
  const puts: boolean[] = [];
  const answers: ((outcome: Outcome) => void)[] = [];
  const refusals: Refusal[] = [];
  const reactor = createReactor(
    (_id, _emoji, isOn) => {
      puts.push(isOn);
      return new Promise((resolve) => answers.push(resolve));
    },
    (refusal) => refusals.push(refusal),
  );
  const answer = async (outcome: Outcome): Promise<void> => {
    answers.shift()?.(outcome);
    await Promise.resolve();
    await Promise.resolve();
  };
  return { reactor, puts, refusals, answer };
};

describe('a reactor', () => {
  it('shows what is wanted until the server has agreed', async () => {
    const { reactor, puts, answer } = stage();
    reactor.want(id, '👍', true);
    expect(reactor.current().get(key)).toBe(true);
    await answer('done');
    expect(reactor.current().has(key)).toBe(false);
    expect(puts).toEqual([true]);
  });

  it('writes the last press, one write after the other', async () => {
    const { reactor, puts, answer } = stage();
    reactor.want(id, '👍', true);
    reactor.want(id, '👍', false);
    reactor.want(id, '👍', true);
    reactor.want(id, '👍', false);
    expect(puts).toEqual([true]);
    await answer('done');
    expect(puts).toEqual([true, false]);
    await answer('done');
    expect(reactor.current().size).toBe(0);
  });

  it('takes back what is refused, and says why', async () => {
    const { reactor, refusals, answer } = stage();
    reactor.want(id, '👍', true);
    await answer({ kind: 'tooFast', untilMs: 5 });
    expect(reactor.current().size).toBe(0);
    expect(refusals).toEqual([{ kind: 'tooFast', untilMs: 5 }]);
  });
});
