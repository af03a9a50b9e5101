import MarkdownIt, { type MarkdownIt as Parser } from 'markdown-it';
import { readAddress } from './address.ts';
import { firstIndent, lineBreak, typedNumbers, visibleEscape } from './asTyped.ts';
import { chatBlocks } from './blocks.ts';
import { honestLinks, linkRule } from './link.ts';
import { toHtml, type HtmlRefusal } from './toHtml.ts';
import { WordEdges } from './wordEdges.ts';

/**
 * The Markdown of a chat: emphasis, strike-through, code, links, quotes and lists. Its one law: what a reader sees is what was typed,
 * minus the marks that took effect. So everything is off that replaces or swallows characters (raw HTML, entities, reference
 * definitions, link titles, `<addresses>`, images) or that people type without meaning it (headings, rules, tables, indented code).
 */
const chatMarkdown = (): Parser => {
  const md = new MarkdownIt({ html: false, linkify: true, breaks: true, typographer: false, maxNesting: 20 });

  chatBlocks(md);

  md.inline.ruler.enableOnly([
    'text',
    'linkify',
    'newline',
    'escape',
    'backticks',
    'strikethrough',
    'emphasis',
    'link',
  ]);
  md.inline.ruler.at('newline', lineBreak);
  md.inline.ruler.at('escape', visibleEscape);
  md.inline.ruler.at('link', linkRule);
  md.inline.State = WordEdges;

  md.core.ruler.enableOnly(['normalize', 'block', 'inline', 'linkify', 'text_join']);
  md.core.ruler.before('inline', 'first_indent', firstIndent);
  md.core.ruler.before('inline', 'typed_numbers', typedNumbers);
  md.core.ruler.push('honest_links', honestLinks);

  // A bare address becomes a link only with its scheme written out; `file.ts` and `me@example.org` are words.
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: false, urlAuth: true });
  for (const scheme of ['ftp:', '//', 'mailto:']) md.linkify.add(scheme, null);
  md.normalizeLink = (typed) => readAddress(typed)?.href ?? '';
  md.validateLink = (href) => href !== '';
  md.normalizeLinkText = (typed) => typed;
  return md;
};

const md = chatMarkdown();

/** Text to HTML of the policy's tags. Give it text that passed the gate: the work is bounded by that. */
export const renderMarkdown = (text: string): { readonly html: string } | { readonly refused: HtmlRefusal } =>
  toHtml(md.parse(text, {}));
