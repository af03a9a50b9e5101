import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainCorpus } from '../../../test/support/plainCorpus.ts';
import { seenText } from '../../../test/support/seenText.ts';
import { renderMarkdown } from './renderMarkdown.ts';

const htmlOf = (text: string): string => {
  const rendered = renderMarkdown(text);
  if ('refused' in rendered) throw new Error(`Refused: ${rendered.refused}`);
  return rendered.html;
};
const link = (href: string, label: string): string =>
  `<a href="${href}" rel="noopener noreferrer nofollow" target="_blank">${label}</a>`;
const real = (host: string): string => ` (\u2066${host}\u2069)`;
/** Without the marks that may take effect. */
const bare = (text: string): string => text.replace(/[*_~>\-\s]/g, '');

describe('renderMarkdown shows as typed', () => {
  it.each(plainCorpus)('%j', (text) => {
    // White space at the very ends is gone before anything is sent.
    expect(seenText(htmlOf(text)).trimEnd()).toBe(text.trimEnd());
  });

  it('whatever stands in code', () => {
    const code = fc.string({
      unit: fc.constantFrom(
        '<',
        '>',
        '&',
        '"',
        '*',
        '_',
        '[',
        ']',
        '(',
        '\\',
        ' ',
        '\n',
        '\t',
        'a',
        '1',
        '.',
        '-',
        'é',
        '😀',
      ),
    });
    fc.assert(
      fc.property(code, (text) => {
        expect(seenText(htmlOf(`\`\`\`ts\n${text}\n\`\`\``))).toBe(text);
      }),
    );
  });

  /** Letters, spaces and marks, but no digits (a number may move into a list), no fences (a language is not shown) and no scheme. */
  const unit = fc.constantFrom(
    'a',
    'B',
    'é',
    '漢',
    ' ',
    '  ',
    '\n',
    '\n\n',
    '*',
    '**',
    '_',
    '__',
    '~~',
    '[',
    ']',
    '](',
    '(',
    ')',
    '<',
    '>',
    '> ',
    '- ',
    '* ',
    '\\',
    '!',
    '#',
    '|',
    '.',
    '/',
    ':',
    '&',
    '&lt;',
    '@',
    '=',
    '+ ',
    '"',
    "'",
  );

  it('every letter of anything, in order', () => {
    fc.assert(
      fc.property(
        // Two `~~` in a row would be a fence.
        fc.array(unit, { maxLength: 60 }).map((parts) => parts.join('').replace(/~~(?=~~)/g, '~~ ')),
        (text) => {
          expect(bare(seenText(htmlOf(text)))).toBe(bare(text));
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe('renderMarkdown', () => {
  it.each([
    ['*a* _b_ **c** ~~d~~ `e`', '<p><em>a</em> <em>b</em> <strong>c</strong> <s>d</s> <code>e</code></p>'],
    [
      '(*a*) "**b**" *c*, **d**! **_e_**',
      '<p>(<em>a</em>) &quot;<strong>b</strong>&quot; <em>c</em>, <strong>d</strong>! <strong><em>e</em></strong></p>',
    ],
    ['これは**強調**です', '<p>これは<strong>強調</strong>です</p>'],
    ['**`code`** and **a*b*c**', '<p><strong><code>code</code></strong> and <strong>a*b*c</strong></p>'],
    ['`<b>` `` a`b ``', '<p><code>&lt;b&gt;</code> <code>a`b</code></p>'],
    ['a\nb', '<p>a<br>b</p>'],
    ['*a*\n**b\nc**\n~~d\ne~~', '<p><em>a</em><br>**b<br>c**<br>~~d<br>e~~</p>'],
    ['[**a\nb**](https://e.org) **c**', `<p>${link('https://e.org/', '**a<br>b**')} <strong>c</strong></p>`],
    ['a\n\nb', '<p>a</p><p>b</p>'],
    ['```html\n<b>\n  x\n```\nafter', '<pre><code>&lt;b&gt;\n  x</code></pre><p>after</p>'],
    ['~~~\n```\n~~~', '<pre><code>```</code></pre>'],
    ['> quoted\nanswer', '<blockquote><p>quoted</p></blockquote><p>answer</p>'],
    ['> a\n> > b\n> c', '<blockquote><p>a</p><blockquote><p>b</p></blockquote><p>c</p></blockquote>'],
    ['> a\n>\n> b', '<blockquote><p>a</p><p>b</p></blockquote>'],
    ['text\n- a\n- b\nmore', '<p>text</p><ul><li>a</li><li>b</li></ul><p>more</p>'],
    ['- a\n  - b\n- c', '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>'],
    ['1. a\n2. b', '<ol><li>a</li><li>b</li></ol>'],
    ['3. a\n4. b\n9. c', '<ol start="3"><li>a</li><li>b</li></ol><ol start="9"><li>c</li></ol>'],
    [
      '1. a\n   1. b\n   3. c\n2. d',
      '<ol><li>a<ol><li>b</li></ol><ol start="3"><li>c</li></ol></li><li>d</li></ol>',
    ],
    ['👍**강조**는 **Hi**👍', '<p>👍<strong>강조</strong>는 <strong>Hi</strong>👍</p>'],
  ])('%j', (text, html) => {
    expect(htmlOf(text)).toBe(html);
  });

  it.each([
    [
      'see https://example.org/a?b=1&c=2.',
      `see ${link('https://example.org/a?b=1&amp;c=2', 'https://example.org/a?b=1&amp;c=2')}.`,
    ],
    ['(https://example.org/a_(b))', `(${link('https://example.org/a_(b)', 'https://example.org/a_(b)')})`],
    ['<https://example.org>', `&lt;${link('https://example.org/', 'https://example.org')}&gt;`],
    [
      'https://example.org/%E2%80%AEx',
      link('https://example.org/%E2%80%AEx', 'https://example.org/%E2%80%AEx'),
    ],
    ['https://аpple.com', link('https://xn--pple-43d.com/', `https://аpple.com${real('xn--pple-43d.com')}`)],
    ['https://bank.example@evil.example/', 'https://bank.example@evil.example/'],
    ['[docs](https://example.org)', link('https://example.org/', 'docs')],
    [
      '[**docs** `x`](https://example.org)',
      link('https://example.org/', '<strong>docs</strong> <code>x</code>'),
    ],
    [
      '[bank.example](https://evil.example)',
      link('https://evil.example/', `bank.example${real('evil.example')}`),
    ],
    [
      '[**bank**.example](https://evil.example)',
      link('https://evil.example/', `<strong>bank</strong>.example${real('evil.example')}`),
    ],
    [
      '[https://bank.example](https://evil.example)',
      link('https://evil.example/', `https://bank.example${real('evil.example')}`),
    ],
    ['[me](mailto:me@example.org)', link('mailto:me@example.org', 'me')],
    [
      '[you@bank.example](mailto:me@example.org)',
      link('mailto:me@example.org', `you@bank.example${real('me@example.org')}`),
    ],
    ['![cat](https://example.org/cat.gif)', `!${link('https://example.org/cat.gif', 'cat')}`],
    ['\\[x](https://example.org)', `\\[x](${link('https://example.org/', 'https://example.org')})`],
    ['`https://example.org`', '<code>https://example.org</code>'],
    ['[ ](https://example.org)', `[ ](${link('https://example.org/', 'https://example.org')})`],
    ['[\u200b](https://example.org)', `[\u200b](${link('https://example.org/', 'https://example.org')})`],
    [
      '[a [b](https://b.example) c](https://a.example)',
      `[a ${link('https://b.example/', 'b')} c](${link('https://a.example/', 'https://a.example')})`,
    ],
  ])('links %j', (text, html) => {
    expect(htmlOf(text)).toBe(`<p>${html}</p>`);
  });

  it.each([
    ['quotes', '> '.repeat(60)],
    ['items', Array.from({ length: 60 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n')],
    ['quotes and items', Array.from({ length: 40 }, (_, depth) => `${'> - '.repeat(depth)}a`).join('\n')],
    ['brackets', `${'['.repeat(900)}a${']'.repeat(900)}`],
  ])('nests %s only so deep, and the rest is text', (_name, text) => {
    const html = htmlOf(`${text}end`);
    expect(html).toContain('end');
    expect(
      Math.max(
        ...Array.from(html.matchAll(/(?:<(?:blockquote|ul|li|p)>)+/g), ([run]) => run.split('<').length),
      ),
    ).toBeLessThan(20);
  });

  it.each([
    ['emphasis in emphasis', `${'*a **b '.repeat(200)}${'c** d* '.repeat(200)}`, 'too_deep'],
    ['a thousand words of code', '`a` '.repeat(1000), 'too_many_elements'],
    ['a thousand lines', 'a\n'.repeat(1900), 'too_many_elements'],
  ])('refuses %s', (_name, text, refused) => {
    expect(renderMarkdown(text)).toEqual({ refused });
  });
});
