import { linkAttributes } from '@causerie/contract';
import type { StateCore, StateInline, Token } from 'markdown-it';
import { misleads, readAddress } from './address.ts';

/** `](` has been read; an address without spaces follows, which may hold pairs of parentheses. */
const destination = /<?([^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*)>?\)/y;

/**
 * Inline rule: `[label](address)`. Without titles and reference definitions, which would take words out of sight. Anything
 * but a good address with a visible label is no link and stays as it was typed.
 */
export const linkRule = (state: StateInline, isTrial: boolean): boolean => {
  const { src, pos: start, posMax } = state;
  if (src[start] !== '[') return false;
  const labelEnd = state.md.helpers.parseLinkLabel(state, start, true);
  if (labelEnd < 0 || src[labelEnd + 1] !== '(') return false;
  if (!/[^\s\p{Cf}]/u.test(src.slice(start + 1, labelEnd))) return false;

  destination.lastIndex = labelEnd + 2;
  const found = destination.exec(src);
  const address = readAddress(found?.[1] ?? '');
  if (address === undefined || destination.lastIndex > posMax) return false;
  const end = destination.lastIndex;

  if (!isTrial) {
    state.pos = start + 1;
    state.posMax = labelEnd;
    state.push('link_open', 'a', 1).attrs = [['href', address.href]];
    state.linkLevel += 1;
    state.md.inline.tokenize(state);
    state.linkLevel -= 1;
    state.push('link_close', 'a', -1);
    state.posMax = posMax;
  }
  state.pos = end;
  return true;
};

/** Isolated, so that right-to-left letters beside it cannot turn it around. */
const realPlace = (state: StateCore, place: string): Token => {
  const token = new state.Token('text', '', 0);
  token.content = ` (\u2066${place}\u2069)`;
  return token;
};

/** Core rule, after all links are found: each leaves the page safely, and a label that names another place is followed by the real one. */
export const honestLinks = (state: StateCore): void => {
  for (const block of state.tokens) {
    let href = '';
    let label = '';
    block.children = (block.children ?? []).flatMap((token) => {
      if (token.type === 'link_open') {
        href = String(token.attrGet('href'));
        label = '';
        for (const [name, value] of Object.entries(linkAttributes)) token.attrSet(name, value);
      }
      label += token.type === 'softbreak' ? '\n' : token.content;
      if (token.type !== 'link_close') return [token];
      const address = readAddress(href);
      if (address === undefined) throw new Error('A link was made of something that is no address.');
      return misleads(label, address) ? [realPlace(state, address.place), token] : [token];
    });
  }
};
