import { limits } from '@causerie/contract';
import * as fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { policyBreaches } from '../../../test/support/policyBreaches.ts';
import { seenText } from '../../../test/support/seenText.ts';
import { xssCorpus } from '../../../test/support/xssCorpus.ts';
import { maxHtmlDepth, maxHtmlElements } from '../markdown/toHtml.ts';
import { normalise } from './normalise.ts';
import { renderMessage } from './renderMessage.ts';
import { loadSanitizer } from './sanitizeHtml.ts';

const sanitize = await loadSanitizer();
const render = (text: string) => renderMessage(text, sanitize);

const htmlOf = (text: string): string => {
  const rendering = render(text);
  if ('refused' in rendering) throw new Error(`Refused: ${rendering.refused.reason}`);
  return rendering.html;
};

const failing = (): string => {
  throw new RangeError('stack size exceeded at <secret>');
};

/** Without the marks that may take effect, and without the white space at the end, which is gone before anything is sent. */
const bare = (text: string): string => text.replace(/[`*]/g, '').trimEnd();

const depthOf = (node: Node): number => 1 + Math.max(0, ...Array.from(node.childNodes, depthOf));

describe('renderMessage', () => {
  it.each(xssCorpus)('shows $name and does not let it live', ({ text }) => {
    const html = htmlOf(text);
    expect(policyBreaches(html)).toEqual([]);
    expect(sanitize(html)).toBe(html);
  });

  it.each(
    xssCorpus.filter(({ name }) => /^(?:element|mutation|evasion|fetch|parsing|clobbering)/.test(name)),
  )('shows all of $name as it was typed', ({ text }) => {
    expect(bare(seenText(htmlOf(text)))).toBe(bare(normalise(text)));
  });

  const units = [
    '[',
    ']',
    '](',
    '[a](',
    '[a](https://e.org) ',
    '*',
    '*a ',
    '*a* ',
    '**a **b ',
    '_a_ ',
    '`',
    '`a`',
    '``a`',
    '> ',
    '> - ',
    '- ',
    '- a\n',
    '1. a\n',
    '~~a~~ ',
    '<',
    '<a ',
    '<!--',
    '&',
    '\\',
    '\\*',
    'https://',
    'https://a.b ',
    'https://a.b/(',
    'https://xn--',
    '@',
    '![',
    '(',
    ')',
    '\n',
    '\n\n',
    'a\n',
    '\t',
    '```\n',
    '|',
    '"',
    '\u0301',
    '😀',
    '\u202e',
    '.',
    'a',
    'https://é.b ',
  ];

  it.each<readonly [string, string]>([
    ...units.map((unit) => [unit, unit.repeat(10_000)] as const),
    ...units.map((unit) => [unit, unit.repeat(limits.messageText).slice(0, limits.messageText)] as const),
    ['half brackets, half words', '[a'.repeat(limits.messageText / 2)],
    ['backticks of every length', Array.from({ length: 80 }, (_, n) => '`'.repeat(n + 1)).join(' ')],
    ['emphasis opened and closed', '*a '.repeat(650) + 'a* '.repeat(650)],
    ['lists in lists', Array.from({ length: 60 }, (_, n) => `${'  '.repeat(n)}- a`).join('\n')],
  ])('does a bounded amount of work for %j without end', (_unit, text) => {
    const rendering = render(text);
    if ('refused' in rendering) return;
    expect(text.length).toBeLessThanOrEqual(limits.messageText);
    expect(rendering.html.length).toBeLessThanOrEqual(limits.messageHtml);
    const tree = JSDOM.fragment(rendering.html);
    expect(tree.querySelectorAll('*').length).toBeLessThanOrEqual(maxHtmlElements);
    // The fragment above the outermost element, and text below the innermost.
    expect(depthOf(tree)).toBeLessThanOrEqual(maxHtmlDepth + 2);
  });

  it.each([
    ['a text over the limit', 'a'.repeat(limits.messageText + 1), 'too_long'],
    ['nothing but marks', '['.repeat(limits.messageText), 'too_dense'],
    ['more elements than a message needs', 'a\n'.repeat(1500), 'too_many_elements'],
    ['nothing to see', '```\n\n```', 'nothing_visible'],
    ['only characters that have no sign', '\u200b\u200d\u202e\u0000', 'nothing_visible'],
    ['code of spaces that are no ASCII', '`\u00a0\u2003\u00a0`', 'nothing_visible'],
    ['emphasis of a letter without a sign', '```\n\u3164\u115f\n```', 'nothing_visible'],
  ])('refuses %s', (_name, text, reason) => {
    expect(render(text)).toEqual({ refused: { reason } });
  });

  it('refuses html over the limit', () => {
    expect(renderMessage('hello', () => 'a'.repeat(limits.messageHtml + 1))).toEqual({
      refused: { reason: 'too_large' },
    });
  });

  it('makes a refusal of a failure, and says only what kind it was', () => {
    expect(renderMessage('hello', failing)).toEqual({ refused: { reason: 'failed', error: 'RangeError' } });
  });

  it('gives only the policy, unchanged by a second cleaning, for anything', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...units,
        '<img src=x onerror=alert(1)>',
        '</p>',
        '<math>',
        'javascript:',
        '](javascript:x)',
        '\n\n',
        ' ',
        'word ',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom(...xssCorpus.map(({ text }) => text.slice(0, 80))),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 25 }).map((parts) => parts.join('')),
        (text) => {
          const rendering = render(text);
          if ('refused' in rendering) return;
          expect(policyBreaches(rendering.html)).toEqual([]);
          expect(sanitize(rendering.html)).toBe(rendering.html);
          expect(render(text)).toEqual(rendering);
        },
      ),
      { numRuns: 200 },
    );
  });
});
