import { describe, expect, it } from 'vitest';
import { mayRead, mayWrite, rulesOf } from '../security/ruleTesting.ts';
import { coverageOf } from './coverage.ts';
import { coveragePage } from './page.ts';
import { wordsFor } from './words.ts';

const pageOf = (rules: ReturnType<typeof rulesOf>, language?: string): string =>
  coveragePage('demo', coverageOf(rules), wordsFor(language, undefined));

/** What is seen of a piece of HTML. */
const textIn = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

const fileIn = (page: string): string => /<pre>\n(.*?)<\/pre>/s.exec(page)?.[1] ?? '';

const text = `{
  "rules": { // "rules" <b>
    ".read": "auth != null\\u0020&& (auth.uid == 'a<b>&' || data.exists())",
    "$x": { ".write": "newData.val().length > 1", ".validate": false }
  }
}`;

describe('The coverage page', () => {
  it('shows the file as it is, each condition in the colour of what it came to', () => {
    const rules = rulesOf(text);
    mayRead(rules, 'a', { auth: null });
    mayRead(rules, 'a', { auth: { uid: 'x' }, data: { a: 1 } });
    mayWrite(rules, {}, { x: 5 });
    const file = fileIn(pageOf(rules));
    const withoutMarks = file.replaceAll(/<a class="mark".*?<\/a>/g, '');
    expect(textIn(withoutMarks)).toBe(text);
    expect(withoutMarks).toContain(
      '<span class="both" title="1 × true, 1 × false">auth != null</span>\\u0020&amp;&amp; ',
    );
    expect(withoutMarks).toContain(
      '<span class="onlyTrue" title="1 × true">(<span class="onlyFalse" title="1 × false">auth.uid == &#39;a&lt;b&gt;&amp;&#39;</span> || ' +
        '<span class="onlyTrue" title="1 × true">data.exists()</span>)</span>',
    );
    expect(withoutMarks).toContain(
      '<span class="failed" title="1 × failed">newData.val().length &gt; 1</span>',
    );
    expect(withoutMarks).toContain('<span class="never" title="never reached">false</span>');
  });

  it('tells every part below, for whoever sees no colours', () => {
    const rules = rulesOf(text);
    mayRead(rules, 'a', { auth: { uid: '<script>' }, data: null });
    const page = pageOf(rules);
    expect(textIn(page)).toContain(`.read /: 1 × false`);
    expect(textIn(page)).toContain('auth.uid for example "<script>"');
    expect(textIn(page)).toContain('.write /$x: never reached');
    expect(page).not.toMatch(/<script|javascript:|https?:|<link|<img/i);
  });

  it.each([['__proto__'], ['"><script>'], ['constructor'], ["'\u2028&"], ['😀']])(
    'is not broken by the key %s',
    (key) => {
      const rules = rulesOf({ [key]: { '.read': 'true' } });
      mayRead(rules, key);
      const page = pageOf(rules);
      expect(textIn(page)).toContain(`.read /${key}: 1 × true`);
      expect(page).not.toContain('<script');
    },
  );

  it('shows only the beginning of a very long file', () => {
    const rules = rulesOf(`{"rules":{".read":"true"}}${' '.repeat(1_100_000)}`);
    const page = pageOf(rules);
    expect(page.length).toBeLessThan(1_010_000);
    expect(page).toContain('only its beginning is shown');
  });

  it('can tell of rules of many levels and clauses', () => {
    const deep = `${'('.repeat(200)}auth != null${')'.repeat(200)}${' && auth != null'.repeat(5000)}`;
    const page = pageOf(rulesOf({ '.read': deep, a: { '.read': `auth.${'a.'.repeat(900)}b == 1` } }));
    expect(page).toContain('</html>');
    expect(page.length).toBeLessThan(3_000_000);
  });
});

describe('The language of the page', () => {
  it.each([
    [undefined, undefined, 'en'],
    ['fr', 'en', 'fr'],
    ['en', 'fr', 'en'],
    ['de', 'fr-CA,en;q=0.5', 'fr'],
    [undefined, 'de, en-GB;q=0.8, fr;q=0.9', 'fr'],
    [undefined, 'fr;q=0, en', 'en'],
    [undefined, 'fr;q=x', 'en'],
    [undefined, 'x'.repeat(100_000), 'en'],
    ['constructor', ';;,,q=', 'en'],
  ])('for lang=%s and %s is %s', (lang, accepted, language) => {
    const words = wordsFor(lang, accepted);
    expect(words.language).toBe(language);
    const page = coveragePage('demo', coverageOf(rulesOf({ '.read': true })), words);
    expect(page).toContain(`<html lang="${language}">`);
    expect(page).toContain(language === 'fr' ? 'Couverture des règles' : 'Coverage of the rules');
  });
});
