import { finishElement, htmlPolicy } from '@causerie/contract';
import type { DOMPurify } from 'dompurify';
import type { JSDOM } from 'jsdom';

export type SanitizeHtml = (html: string) => string;

/**
 * A window is used again and again, because making one costs 50 ms. It is thrown away after this many messages, so whatever a
 * parser, a cache or a future version keeps in it is bounded.
 */
const messagesPerWindow = 5000;

/** Copied from the contract for every call: DOMPurify must never hold an array that someone could push a tag onto. */
const policy = () => ({
  ...htmlPolicy,
  ALLOWED_TAGS: [...htmlPolicy.ALLOWED_TAGS],
  ALLOWED_ATTR: [...htmlPolicy.ALLOWED_ATTR],
  ADD_URI_SAFE_ATTR: [...htmlPolicy.ADD_URI_SAFE_ATTR],
  ADD_FORBID_CONTENTS: [...htmlPolicy.ADD_FORBID_CONTENTS],
  // As the page does: nodes, from which an element of another kind (`is`) can be taken, while a string can only have it emptied.
  RETURN_DOM: true as const,
});

let loaded: Promise<SanitizeHtml> | undefined;

/**
 * Loads jsdom and DOMPurify once an instance. jsdom takes most of a second to load, so it is not imported where the
 * functions are merely listed, and an instance that will need it can begin early by calling this without waiting.
 */
export const loadSanitizer = (): Promise<SanitizeHtml> => {
  loaded ??= makeSanitizer().catch((error: unknown) => {
    // A failed load is tried again by the next message.
    loaded = undefined;
    throw error;
  });
  return loaded;
};

/** Nothing that is known needs more than three. */
const maxPasses = 5;

/**
 * An element taken out from between two others may leave them nested as no parser would: of `<p><table><ol>` a list in a paragraph is
 * left, which is a list behind it when it is read again. So it is read until it stays the same, and what is stored is what is seen.
 */
const settle = (purify: DOMPurify, html: string): string => {
  let dirty = html;
  for (let pass = 0; pass < maxPasses; pass += 1) {
    const body = purify.sanitize(dirty, policy()) as HTMLElement | null;
    // A document that begins with `<frameset>` has no body.
    const clean = body?.innerHTML ?? '';
    if (clean === dirty) return clean;
    dirty = clean;
  }
  return '';
};

const makeSanitizer = async (): Promise<SanitizeHtml> => {
  const [jsdom, { default: createDOMPurify }] = await Promise.all([import('jsdom'), import('dompurify')]);

  const open = () => {
    // No scripts, no resources, no URL: jsdom's defaults, and the reason why this document can do nothing.
    const dom: JSDOM = new jsdom.JSDOM('');
    const purify = createDOMPurify(dom.window);
    if (!purify.isSupported)
      throw new Error('DOMPurify does not trust this jsdom, and would pass HTML through.');
    purify.addHook('afterSanitizeAttributes', finishElement);
    return { dom, purify, messages: 0 };
  };

  let current = open();
  const sanitize: SanitizeHtml = (html) => {
    if (current.messages >= messagesPerWindow) {
      current.dom.window.close();
      current = open();
    }
    current.messages += 1;
    return settle(current.purify, html);
  };

  // The first call compiles the parser; better now than with a message waiting.
  sanitize('<p><a href="https://example.org/">warm</a></p>');
  return sanitize;
};
