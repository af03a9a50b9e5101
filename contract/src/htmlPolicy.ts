/**
 * What sanitised messages may contain: the one allow-list, used by DOMPurify in the function that writes `html`
 * and again in the browser that shows it. Shape: DOMPurify's own configuration.
 */
export const htmlPolicy = {
  ALLOWED_TAGS: ['a', 'blockquote', 'br', 'code', 'em', 'li', 'ol', 'p', 'pre', 's', 'strong', 'ul'],
  ALLOWED_ATTR: ['href', 'rel', 'target', 'start'],
  /** The pattern below is for addresses; without this line DOMPurify would hold it against `rel="noopener"` too, and drop it. */
  ADD_URI_SAFE_ATTR: ['rel', 'target', 'start'],
  /** https and mailto, nothing else: no relative links, no `javascript:`, no `data:`. */
  ALLOWED_URI_REGEXP: /^(?:https:\/\/|mailto:)/i,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  /** Other elements leave their content behind. A form whose fields stand in for its own properties goes with all of it, but only where a browser sees that. */
  ADD_FORBID_CONTENTS: ['form'],
} as const;

/** Every link leaves the page without telling it where it came from. */
export const linkAttributes = { rel: 'noopener noreferrer nofollow', target: '_blank' } as const;

/** What is asked of an element. The contract knows no browser, and the functions' elements are of another making. */
interface AttributedElement {
  readonly localName: string;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
}

/**
 * What the lists cannot say, done to each element once they have been applied (DOMPurify's hook `afterSanitizeAttributes`): every link has
 * the attributes of ours, whatever it came with, and an address is one to the letter. DOMPurify itself lets an empty one pass, which would
 * lead to the page, and one with white space in its scheme, which browsers repair.
 */
export const finishElement = (element: AttributedElement): void => {
  const isLink = element.localName === 'a';
  const href = element.getAttribute('href');
  if (href !== null && !(isLink && htmlPolicy.ALLOWED_URI_REGEXP.test(href))) element.removeAttribute('href');
  if (!isLink) return;
  for (const [name, value] of Object.entries(linkAttributes)) element.setAttribute(name, value);
};
