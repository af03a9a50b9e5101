import { htmlPolicy, linkAttributes } from '@causerie/contract';
import DOMPurify, { type Config } from 'dompurify';

/**
 * The only place where a string becomes elements. The page's security policy lets no other code do it: it asks for
 * Trusted Types and names this one policy.
 */
const policy = (window as WindowWithTrustedTypes).trustedTypes?.createPolicy('causerie', {
  // Handed to nobody but DOMPurify, which parses in a document of its own, where nothing runs and nothing loads.
  createHTML: (html) => html,
  createScriptURL: () => {
    throw new TypeError('No script is ever loaded from a message.');
  },
});

type Policy = NonNullable<Config['TRUSTED_TYPES_POLICY']>;
type WindowWithTrustedTypes = Window & {
  readonly trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createHTML(html: string): string; createScriptURL(url: string): string },
    ): Policy;
  };
};

const config: Config & { RETURN_DOM_FRAGMENT: true } = {
  ...htmlPolicy,
  ALLOWED_TAGS: [...htmlPolicy.ALLOWED_TAGS],
  ALLOWED_ATTR: [...htmlPolicy.ALLOWED_ATTR],
  ADD_URI_SAFE_ATTR: [...htmlPolicy.ADD_URI_SAFE_ATTR],
  RETURN_DOM_FRAGMENT: true,
  ...(policy === undefined ? {} : { TRUSTED_TYPES_POLICY: policy }),
};

/** What of a message's html may be shown, as nodes; nothing when none of it can be seen. */
export const sanitise = (html: string): DocumentFragment | undefined => {
  const fragment = DOMPurify.sanitize(html, config);
  for (const link of fragment.querySelectorAll('a')) {
    for (const [name, value] of Object.entries(linkAttributes)) link.setAttribute(name, value);
  }
  return fragment.textContent?.trim() === '' ? undefined : fragment;
};
