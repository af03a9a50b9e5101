import { finishElement, htmlPolicy, limits, visible } from '@causerie/contract';
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
  ADD_FORBID_CONTENTS: [...htmlPolicy.ADD_FORBID_CONTENTS],
  RETURN_DOM_FRAGMENT: true,
  ...(policy === undefined ? {} : { TRUSTED_TYPES_POLICY: policy }),
};

DOMPurify.addHook('afterSanitizeAttributes', finishElement);

/** What of a message's html may be shown, as nodes; nothing when none of it can be seen. */
export const sanitise = (html: string): DocumentFragment | undefined => {
  // The functions store no more, and parsing it would hold up everything else.
  if (html.length > limits.messageHtml) return undefined;
  // Null, whatever the types say, for a document that has no body because it begins with `<frameset>`.
  const fragment = DOMPurify.sanitize(html, config) as DocumentFragment | null;
  return fragment !== null && visible.test(fragment.textContent ?? '') ? fragment : undefined;
};
