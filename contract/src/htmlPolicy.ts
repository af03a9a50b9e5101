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
} as const;

/** Every link leaves the page without telling it where it came from. */
export const linkAttributes = { rel: 'noopener noreferrer nofollow', target: '_blank' } as const;
