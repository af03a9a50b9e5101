import { htmlPolicy, linkAttributes } from '@causerie/contract';
import { JSDOM } from 'jsdom';

/**
 * Everything in a piece of HTML that the policy does not name, in words; empty for html that may be shown. Says it without DOMPurify, so
 * that it can judge DOMPurify: a plain walk over the parsed tree against the lists.
 */
export const policyBreaches = (html: string): readonly string[] => {
  const tags: readonly string[] = htmlPolicy.ALLOWED_TAGS;
  const attributes: readonly string[] = htmlPolicy.ALLOWED_ATTR;
  const breaches: string[] = [];

  const walk = (node: Node): void => {
    if (node.nodeType !== 1 && node.nodeType !== 3) breaches.push(`a node of type ${node.nodeType}`);
    if (node.nodeType === 1) {
      const element = node as Element;
      const tag = element.tagName.toLowerCase();
      if (!tags.includes(tag) || element.namespaceURI !== 'http://www.w3.org/1999/xhtml')
        breaches.push(`<${element.tagName}>`);
      for (const { name, value } of element.attributes) {
        if (!attributes.includes(name)) breaches.push(`${name} on <${tag}>`);
        if (name === 'href' && !htmlPolicy.ALLOWED_URI_REGEXP.test(value)) breaches.push(`href ${value}`);
      }
      if (tag === 'a' && element.hasAttribute('href')) {
        for (const [name, value] of Object.entries(linkAttributes)) {
          if (element.getAttribute(name) !== value) breaches.push(`a link without ${name}`);
        }
      }
    }
    node.childNodes.forEach(walk);
  };
  JSDOM.fragment(html).childNodes.forEach(walk);
  return breaches;
};
