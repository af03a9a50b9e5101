import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import c from 'highlight.js/lib/languages/c';
import cpp from 'highlight.js/lib/languages/cpp';
import css from 'highlight.js/lib/languages/css';
import diff from 'highlight.js/lib/languages/diff';
import go from 'highlight.js/lib/languages/go';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import kotlin from 'highlight.js/lib/languages/kotlin';
import php from 'highlight.js/lib/languages/php';
import python from 'highlight.js/lib/languages/python';
import ruby from 'highlight.js/lib/languages/ruby';
import rust from 'highlight.js/lib/languages/rust';
import sql from 'highlight.js/lib/languages/sql';
import swift from 'highlight.js/lib/languages/swift';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';

const languages = {
  bash,
  c,
  cpp,
  css,
  diff,
  go,
  java,
  javascript,
  json,
  kotlin,
  php,
  python,
  ruby,
  rust,
  sql,
  swift,
  typescript,
  xml,
  yaml,
};
for (const [name, grammar] of Object.entries(languages)) hljs.registerLanguage(name, grammar);

/** What a stretch of code is; the kinds that get a colour of their own. */
export const tokenKinds = ['comment', 'keyword', 'text', 'number', 'name'] as const;
export type TokenKind = (typeof tokenKinds)[number];

/** A stretch of code, in UTF-16 code units. */
export interface Token {
  readonly kind: TokenKind;
  readonly from: number;
  readonly to: number;
}

const kinds: ReadonlyMap<string, TokenKind> = new Map([
  ['comment', 'comment'],
  ['quote', 'comment'],
  ['deletion', 'comment'],
  ['keyword', 'keyword'],
  ['literal', 'keyword'],
  ['built_in', 'keyword'],
  ['tag', 'keyword'],
  ['selector-tag', 'keyword'],
  ['string', 'text'],
  ['regexp', 'text'],
  ['addition', 'text'],
  ['number', 'number'],
  ['symbol', 'number'],
  ['title', 'name'],
  ['type', 'name'],
  ['attr', 'name'],
  ['attribute', 'name'],
  ['name', 'name'],
  ['property', 'name'],
]);

/** The library prints html. It is read here as a list of signs, and never becomes elements. */
const sign = /<span class="([^"]*)">|<\/span>|&(?:amp|lt|gt|quot|#x27);|[^<&]/gsu;

/** Somebody's guess is not worth a wrong one: without a language that is known, code stays as it is. */
export const tokensOf = (code: string, language: string): readonly Token[] => {
  if (hljs.getLanguage(language) === undefined) return [];
  const { value } = hljs.highlight(code, { language, ignoreIllegals: true });
  const found: Token[] = [];
  const open: { readonly kind: TokenKind | undefined; readonly from: number }[] = [];
  let at = 0;
  for (const [text, className] of value.matchAll(sign)) {
    if (className !== undefined) {
      // `hljs-title function_`: the first says what it is.
      const [name = ''] = className.split(' ');
      open.push({ kind: kinds.get(name.replace('hljs-', '')), from: at });
    } else if (text === '</span>') {
      const closed = open.pop();
      if (closed?.kind !== undefined) found.push({ kind: closed.kind, from: closed.from, to: at });
    } else {
      at += text.startsWith('&') ? 1 : text.length;
    }
  }
  return found;
};
