import { htmlPolicy } from '@causerie/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policyBreaches } from '../../../test/support/policyBreaches.ts';
import { xssCorpus } from '../../../test/support/xssCorpus.ts';
import { loadSanitizer } from './sanitizeHtml.ts';

const sanitize = await loadSanitizer();

describe('loadSanitizer', () => {
  it('loads once', () => {
    expect(loadSanitizer()).toBe(loadSanitizer());
  });
});

describe('sanitizeHtml', () => {
  it('keeps everything that the policy names', () => {
    const html =
      '<p>a<br><em>b</em><strong>c</strong><s>d</s><code>e</code></p><blockquote><p>f</p></blockquote><ul><li>g</li></ul>' +
      '<ol start="3"><li>h</li></ol><pre><code>i</code></pre><p><a href="https://example.org/" rel="noopener noreferrer nofollow" target="_blank">j</a></p>';
    expect(sanitize(html)).toBe(html);
    expect(policyBreaches(html)).toEqual([]);
  });

  // Not as messages, where Markdown escapes them first, but as the HTML that they would like to be.
  it.each(xssCorpus)('leaves nothing but the policy of $name', ({ text }) => {
    const html = sanitize(text);
    expect(policyBreaches(html)).toEqual([]);
    expect(sanitize(html)).toBe(html);
  });

  it('leaves nothing but the policy of anything, and then has nothing left to do', () => {
    const tag = fc.constantFrom(
      'a',
      'p',
      'b',
      'code',
      'pre',
      'ol',
      'li',
      'math',
      'mtext',
      'mglyph',
      'svg',
      'style',
      'form',
      'table',
      'template',
      'noscript',
      'select',
      'title',
      'textarea',
      'img',
      'script',
      'annotation-xml',
      'foreignObject',
      'x-y',
    );
    const attribute = fc.constantFrom(
      '',
      ' href="javascript:alert(1)"',
      ' href="https://example.org"',
      ' href=mailto:a@b',
      ' onclick=alert(1)',
      ' style="x"',
      ' title="</style><img onerror=alert(1)>"',
      ' id=x',
      ' is=x-y',
      ' href=""',
      ' href="ht\ttps://example.org"',
      ' name=attributes',
      ' start=2',
      ' xlink:href="javascript:x"',
    );
    const piece = fc.oneof(
      fc.tuple(tag, attribute).map(([name, rest]) => `<${name}${rest}>`),
      tag.map((name) => `</${name}>`),
      fc.constantFrom(
        'x',
        '<!--',
        '-->',
        '--!>',
        '<![CDATA[',
        ']]>',
        '<?',
        '&lt;',
        '&gt;',
        '"',
        '<',
        '>',
        '\u0000',
      ),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 20 }).map((parts) => parts.join('')),
        (dirty) => {
          const html = sanitize(dirty);
          expect(policyBreaches(html)).toEqual([]);
          expect(sanitize(html)).toBe(html);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('nests what is left as it will be read', () => {
    expect(sanitize('<p><table><ol>')).toBe('<p></p><ol></ol><p></p>');
    expect(sanitize('<p>a<button><ul><li>b</ul>c')).toBe('<p>a</p><ul><li>b</li></ul>c<p></p>');
  });

  it('is not widened by what went before, and leaves the contract alone', () => {
    const before = JSON.stringify(htmlPolicy);
    for (const { text } of xssCorpus) sanitize(text);
    expect(sanitize('<b>x</b><i onclick=alert(1)>y</i><img src=x>')).toBe('xy');
    expect(JSON.stringify(htmlPolicy)).toBe(before);
  });
});
