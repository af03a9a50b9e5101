import { beforeEach, describe, expect, it } from 'vitest';
import { BriefWait } from './briefWait.ts';

describe('a brief wait', () => {
  let nowMs: number;
  let turns: (() => void)[];
  let wait: BriefWait;

  beforeEach(() => {
    nowMs = 1000;
    turns = [];
    wait = new BriefWait(
      () => nowMs,
      (look) => turns.push(look),
    );
  });

  const ask = (afterMs: number): void => {
    nowMs += afterMs;
    wait.heard();
    nowMs += 0.01;
    wait.said();
  };

  const askOften = (times: number, afterMs = 0.05): void => {
    for (let i = 0; i < times; i += 1) ask(afterMs);
  };

  /** Lets turns of the event loop pass. @returns how many there were before it went to sleep */
  const passTurns = (eachMs: number): number => {
    let passed = 0;
    for (let look = turns.shift(); look !== undefined; look = turns.shift()) {
      if (passed > 1000) throw new Error('It never sleeps.');
      nowMs += eachMs;
      passed += 1;
      look();
    }
    return passed;
  };

  it('sleeps at once after the first request, and after a few', () => {
    askOften(8);
    expect(turns).toEqual([]);
  });

  it('looks for the next request once eight came soon after an answer', () => {
    askOften(9);
    expect(turns).toHaveLength(1);
  });

  it('looks for a tenth of a millisecond, then sleeps until requests come soon again', () => {
    askOften(9);
    expect(passTurns(0.03)).toBe(4);
    askOften(7);
    expect(turns).toEqual([]);
    askOften(2);
    expect(turns).toHaveLength(1);
  });

  it('goes on for as long as requests come while it looks', () => {
    askOften(9);
    for (let i = 0; i < 100; i += 1) {
      nowMs += 0.05;
      turns.shift()?.();
      expect(turns).toHaveLength(1);
      ask(0.04);
    }
  });

  it('sleeps at some time, even if the clock stands still', () => {
    askOften(9);
    expect(passTurns(0)).toBeLessThan(1000);
  });

  it('looks once per turn, however much is heard and said', () => {
    askOften(100);
    wait.said();
    expect(turns).toHaveLength(1);
  });

  it('does not look for those who take their time', () => {
    askOften(100, 0.25);
    expect(turns).toEqual([]);
  });

  it('begins to count anew after a pause', () => {
    askOften(8);
    ask(5);
    askOften(7);
    expect(turns).toEqual([]);
  });

  it('takes no push that nobody asked for as an answer to a request', () => {
    for (let i = 0; i < 100; i += 1) {
      nowMs += 0.05;
      wait.said();
    }
    expect(turns).toEqual([]);
  });

  it('hears a message in parts as one request', () => {
    for (let i = 0; i < 100; i += 1) {
      nowMs += 0.05;
      wait.heard();
    }
    expect(turns).toEqual([]);
  });
});
