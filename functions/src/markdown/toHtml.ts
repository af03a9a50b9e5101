import type { Token } from 'markdown-it';

export type HtmlRefusal = 'too_deep' | 'too_many_elements';

/** The work that sanitising may cost grows with the number of elements times their depth. */
export const maxHtmlDepth = 30;
export const maxHtmlElements = 1000;

const entities = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]);
const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (mark) => entities.get(mark) ?? '');

/** Writes tokens as HTML without a line feed that nobody typed, so that a page can show white space as it stands. */
export const toHtml = (
  tokens: readonly Token[],
): { readonly html: string } | { readonly refused: HtmlRefusal } => {
  let html = '';
  let depth = 0;
  let elements = 0;
  let deepest = 0;

  const write = (token: Token): void => {
    if (token.hidden) return;
    if (token.type === 'inline') return token.children?.forEach(write);
    if (token.type === 'text') {
      html += escapeHtml(token.content);
      return;
    }
    if (token.nesting === -1) {
      html += `</${token.tag}>`;
      depth -= 1;
      return;
    }
    elements += 1;
    if (token.nesting === 1) {
      depth += 1;
      deepest = Math.max(deepest, depth);
      html += `<${token.tag}${(token.attrs ?? []).map(([name, value]) => ` ${name}="${escapeHtml(String(value))}"`).join('')}>`;
    } else if (token.type === 'softbreak') html += '<br>';
    else if (token.type === 'code_inline') html += `<code>${escapeHtml(token.content)}</code>`;
    else if (token.type === 'fence')
      html += `<pre><code>${escapeHtml(token.content.replace(/\n$/, ''))}</code></pre>`;
    else throw new Error(`Markdown made a ${token.type}, which has no place in a message.`);
  };
  tokens.forEach(write);

  if (deepest > maxHtmlDepth) return { refused: 'too_deep' };
  if (elements > maxHtmlElements) return { refused: 'too_many_elements' };
  return { html };
};
