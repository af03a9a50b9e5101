import type { CoveredPart, CoveredRule, CoveredValue, Coverage } from './coverage.ts';
import type { CoverageWords, Look } from './words.ts';

/**
 * The coverage of rules as a page: the file with every rule and condition coloured by what it came to, and below it each
 * part with its values. One file without scripts, so that it can be kept beside the results of a test run.
 */
export const coveragePage = (namespace: string, coverage: Coverage, words: CoverageWords): string => {
  const { summary } = coverage;
  const expressions = coverage.expressions.slice(0, shown.rules);
  const isCut = summary.isCut || expressions.length < coverage.expressions.length;
  const number = new Intl.NumberFormat(words.language);
  const print = (count: number): string => number.format(count);
  const writer = new PageWriter(words, print);
  const [rules, ...conditions] = words.figures(summary, print).map(escape);
  const other = words.language === 'fr' ? 'en' : 'fr';
  const ns = encodeURIComponent(namespace);
  const title = escape(words.title(namespace));
  return `<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p>${escape(words.intro)}</p>
<p><a href="coverage.json?ns=${ns}">${escape(words.asJson)}</a> · <a href="?ns=${ns}&amp;lang=${other}" hreflang="${other}" lang="${other}">${escape(words.otherLanguage)}</a></p>
</header>
<main>
<h2>${escape(words.summary)}</h2>
<ul><li>${rules}</li><li>${conditions[0]}<ul>${conditions
    .slice(1)
    .map((text) => `<li>${text}</li>`)
    .join('')}</ul></li></ul>
${isCut ? `<p>${escape(words.cut)}</p>` : ''}
<h2>${escape(words.legend)}</h2>
<ul class="legend">${looks
    .map((look) => `<li><span class="${look}">${marks[look]} ${escape(words.looks[look])}</span></li>`)
    .join('')}</ul>
<h2 id="file">${escape(words.file)}</h2>
${writer.file(coverage.rules, expressions)}
<h2>${escape(words.details)}</h2>
<p>${escape(expressions.length === 0 ? words.noRules : words.detailsIntro)}</p>
${expressions.map((rule, index) => writer.details(rule, index)).join('\n')}
</main>
</body>
</html>
`;
};

/** For the answer that carries it: nothing but its own style, and in no frame but the emulator's own pages'. */
export const coverageHeaders: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'",
  Vary: 'Accept-Language',
};

const looks: readonly Look[] = ['both', 'onlyTrue', 'onlyFalse', 'never', 'failed'];

/** Colours alone say nothing to some, so each look has a mark too. */
const marks: Readonly<Record<Look, string>> = {
  both: '◐',
  onlyTrue: '●',
  onlyFalse: '○',
  never: '–',
  failed: '!',
};

const shown = { fileUnits: 1_000_000, valueUnits: 80, rules: 5000 };

class PageWriter {
  readonly #words: CoverageWords;
  readonly #print: (count: number) => string;

  constructor(words: CoverageWords, print: (count: number) => string) {
    this.#words = words;
    this.#print = print;
  }

  /** The file with line numbers beside it. Colours of parts lie inside those of the whole. */
  file(rules: string, expressions: readonly CoveredRule[]): string {
    const text = rules.slice(0, shown.fileUnits);
    const offsetOf = offsetsIn(text);
    const pieces: string[] = [];
    let at = 0;
    const copyTo = (offset: number): void => {
      if (offset > at) pieces.push(escape(text.slice(at, offset)));
      at = Math.max(at, offset);
    };
    const colour = (part: CoveredPart, start: number, end: number): void => {
      copyTo(start);
      const look = part.isSampled === true ? undefined : lookOf(part.values);
      if (look !== undefined) pieces.push(`<span class="${look}" title="${this.#values(part)}">`);
      for (const inner of part.children ?? []) {
        colour(inner, offsetOf(inner['location-start']), offsetOf(inner['location-end']) + 1);
      }
      copyTo(end);
      if (look !== undefined) pieces.push('</span>');
    };
    for (const [index, rule] of expressions.entries()) {
      if (rule.end > text.length) break;
      copyTo(rule.start);
      const mark = marks[lookOf(rule.values)];
      const label = escape(this.#words.toDetails(`${rule.kind} ${rule.path}`));
      pieces.push(`<a class="mark" href="#r${index}" aria-label="${label}">${mark}</a>`);
      colour(rule, rule.start, rule.end);
    }
    copyTo(text.length);
    const lines = text.split('\n').length;
    const numbers = Array.from({ length: lines }, (_, line) => `<a id="L${line + 1}">${line + 1}</a>`);
    const more = rules.length > text.length ? `<p>${escape(this.#words.fileCut)}</p>` : '';
    return `<div class="file" tabindex="0" role="region" aria-labelledby="file"><pre class="lines" aria-hidden="true">\n${numbers.join('\n')}</pre><pre>\n${pieces.join('')}</pre></div>${more}`;
  }

  details(rule: CoveredRule, index: number): string {
    const [line = '1'] = rule['location-start'].split(':');
    const look = lookOf(rule.values);
    const name = `<code>${escape(rule.kind)} ${escape(rule.path)}</code>`;
    const place = `<a href="#L${line}">${escape(this.#words.line(line))}</a>`;
    return `<details id="r${index}"><summary><span class="${look}">${marks[look]}</span> ${name}: ${this.#values(rule)}</summary><p>${place}</p><ul class="parts">${this.#part(rule)}</ul></details>`;
  }

  #part(part: CoveredPart): string {
    const look = part.isSampled === true ? '' : ` class="${lookOf(part.values)}"`;
    const children = part.children ?? [];
    const inner = children.length === 0 ? '' : `<ul>${children.map((one) => this.#part(one)).join('')}</ul>`;
    return `<li><code${look}>${escape(part.text)}</code> <span class="values">${this.#values(part)}</span>${inner}</li>`;
  }

  /** Escaped. */
  #values({ values, isSampled }: CoveredPart): string {
    const { times, never, failed, samples } = this.#words;
    if (values.length === 0) return escape(never);
    const texts = values.map((one) => {
      const value = 'error' in one ? failed : printValue(one.value);
      return isSampled === true ? value : times(this.#print(one.count), value);
    });
    return escape(`${isSampled === true ? `${samples} ` : ''}${texts.join(', ')}`);
  }
}

const printValue = (value: string | number | boolean | null): string => {
  const text = typeof value === 'string' && !value.startsWith('(') ? JSON.stringify(value) : String(value);
  return text.length > shown.valueUnits ? `${text.slice(0, shown.valueUnits)}…` : text;
};

const lookOf = (values: readonly CoveredValue[]): Look => {
  if (values.some((one) => 'error' in one)) return 'failed';
  const has = (value: boolean): boolean => values.some((one) => 'value' in one && one.value === value);
  if (has(true)) return has(false) ? 'both' : 'onlyTrue';
  return has(false) ? 'onlyFalse' : 'never';
};

/** Turns `line:column` back into an offset. */
const offsetsIn = (text: string): ((location: string) => number) => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (location) => {
    const [line = 1, column = 1] = location.split(':').map(Number);
    return (starts[line - 1] ?? text.length) + column - 1;
  };
};

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (mark) => entities[mark] ?? mark);

const style = `
:root{color-scheme:light dark;--ink:#1b1f24;--page:#fff;--soft:#57606a;--line:#d0d7de;--both:#cfe8ff;--true:#c9efd1;--false:#ffd9d2;--never:#e6e8eb;--failed:#ffe3a8}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--page:#0d1117;--soft:#9aa4af;--line:#30363d;--both:#12395e;--true:#123d24;--false:#5a1f19;--never:#2a3038;--failed:#5a4210}}
body{margin:0 auto;max-width:75rem;padding:1rem;font:1rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--page)}
a{color:inherit}
h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}
code,pre{font:.875rem/1.5 ui-monospace,Menlo,Consolas,monospace}
.file{display:flex;overflow:auto;border:1px solid var(--line);border-radius:.25rem}
.file pre{margin:0;padding:.5rem}
.lines{color:var(--soft);text-align:right;border-right:1px solid var(--line);user-select:none}
.lines a:target{background:var(--failed);color:var(--ink)}
.mark{text-decoration:none;padding:0 .25rem}
.both,.onlyTrue,.onlyFalse,.never,.failed{border-radius:.15rem;color:var(--ink)}
.both{background:var(--both)}.onlyTrue{background:var(--true)}.onlyFalse{background:var(--false)}.never{background:var(--never);text-decoration:underline dotted}.failed{background:var(--failed);outline:1px dashed currentColor}
.legend{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;padding:0;list-style:none}
details{border-top:1px solid var(--line);padding:.4rem 0}
summary{cursor:pointer;overflow-wrap:anywhere}
.parts,.parts ul{padding-left:1.25rem}
.parts code{white-space:pre-wrap;overflow-wrap:anywhere}
.values{color:var(--soft)}
:focus-visible{outline:2px solid currentColor;outline-offset:2px}
@media print{.file{overflow:visible;display:block}details{break-inside:avoid}}
`;
