import { idPatterns, messageTextProblem } from '@causerie/contract';
import { describe, expect, it } from 'vitest';
import { craftsman, hostess, hostOfTheTerrace, type Manner, replyTo } from './replies.ts';

const manners: readonly (readonly [string, Manner])[] = [
  ['the hostess', hostess],
  ['the host of the terrace', hostOfTheTerrace],
  ['the craftsman', craftsman],
];

describe.each(manners)('%s', (_name, manner) => {
  it('says only what may be sent', () => {
    const replies = [...manner.topics.flatMap((topic) => topic.replies), ...manner.otherwise];
    const problems = replies.filter(
      ({ text, reaction }) =>
        (text === undefined && reaction === undefined) ||
        (text !== undefined && messageTextProblem(text) !== undefined) ||
        (reaction !== undefined && !idPatterns.reaction.test(reaction)),
    );
    expect(problems).toEqual([]);
  });

  it.each(['hello', '', ' '.repeat(4000), '__proto__', '?'.repeat(4000)])('answers %j', (text) => {
    expect(replyTo(manner, text, 0)).toBeDefined();
  });

  it('does not repeat itself at once', () => {
    const [one, other] = [1, 2].map((turn) => replyTo(manner, 'something else entirely', turn));
    expect(one).not.toEqual(other);
  });
});

it.each([
  [hostess, 'Hello everyone', /where/i],
  [hostess, 'What about the goose', /never a goose/],
  [craftsman, 'why was my write denied', /rules|terminal/i],
  [craftsman, '<img src=x onerror=alert(1)>', /text/],
  [hostOfTheTerrace, 'Bonjour à tous', /chaise/],
])('answers to the point', (manner, text, expected) => {
  expect(replyTo(manner, text, 0).text).toMatch(expected);
});
