import { limits, visible } from '@causerie/contract';
import { renderMarkdown } from '../markdown/renderMarkdown.ts';
import type { HtmlRefusal } from '../markdown/toHtml.ts';
import { gate, type GateRefusal } from './gate.ts';
import { normalise } from './normalise.ts';
import type { SanitizeHtml } from './sanitizeHtml.ts';

/** Why a message stays plain text. `error` is the kind of a failure, never its message, which may quote the text. */
export type Refusal =
  | { readonly reason: GateRefusal | HtmlRefusal | 'too_large' | 'nothing_visible' }
  | { readonly reason: 'failed'; readonly error: string };

export type Rendering = { readonly html: string } | { readonly refused: Refusal };

/** Something is left for the eye when the tags are gone, in the sense of the rules and of the page. `&nbsp;` is how serialised html writes a space. */
const hasVisibleText = (html: string): boolean => visible.test(html.replace(/<[^>]*>|&nbsp;/g, ''));

/** The whole way from what was typed to what may be stored as `html`. Never throws: a text that breaks a parser is a refusal like another. */
export const renderMessage = (text: string, sanitize: SanitizeHtml): Rendering => {
  const turnedAway = gate(text);
  if (turnedAway !== undefined) return { refused: { reason: turnedAway } };
  try {
    const rendered = renderMarkdown(normalise(text));
    if ('refused' in rendered) return { refused: { reason: rendered.refused } };
    const html = sanitize(rendered.html);
    if (html.length > limits.messageHtml) return { refused: { reason: 'too_large' } };
    if (!hasVisibleText(html)) return { refused: { reason: 'nothing_visible' } };
    return { html };
  } catch (error) {
    return { refused: { reason: 'failed', error: error instanceof Error ? error.name : typeof error } };
  }
};
