import type { StateCore, StateInline } from 'markdown-it';

/** Inline rule: a backslash keeps the next mark from meaning anything, and stays in sight: `\[0-9\]` and `\\server` come out as typed. */
export const visibleEscape = (state: StateInline, isTrial: boolean): boolean => {
  const next = state.src[state.pos + 1];
  if (state.src[state.pos] !== '\\' || state.pos + 1 >= state.posMax || !'`*_~[]'.includes(next ?? ' '))
    return false;
  if (!isTrial) state.pending += `\\${next}`;
  state.pos += 2;
  return true;
};

/**
 * Inline rule: every line break is one, and the indentation after it stays. Emphasis ends with its line: a star here and another ten lines
 * further on, as in pasted code, have nothing to do with each other.
 */
export const lineBreak = (state: StateInline, isTrial: boolean): boolean => {
  if (state.src[state.pos] !== '\n') return false;
  if (!isTrial) {
    state.push('softbreak', 'br', 0);
    // Pairs are sought within a group of marks. The last group outside links is the state's own, every other hangs on some token.
    const next: typeof state.delimiters = [];
    const loose = state.linkLevel === 0 ? state.delimiters : next;
    state.tokens_meta[state.tokens_meta.length - 1] = { delimiters: loose };
    state.delimiters = next;
  }
  state.pos += 1;
  return true;
};

/** Core rule, before inline parsing: gives the first line of a paragraph the indentation back that block parsing took. */
export const firstIndent = (state: StateCore): void => {
  const lines = state.src.split('\n');
  state.tokens.forEach((token, index) => {
    if (token.type !== 'inline' || state.tokens[index - 1]?.level !== 0) return;
    const indent = /^[ \t]*/.exec(lines[token.map?.[0] ?? 0] ?? '')?.[0] ?? '';
    token.content = indent + token.content;
  });
};

/** Core rule: an item whose number does not follow the last one begins a new list, because HTML would count on by itself. */
export const typedNumbers = (state: StateCore): void => {
  const lists: { next: number }[] = [];
  state.tokens = state.tokens.flatMap((token) => {
    if (token.type === 'ordered_list_open') lists.push({ next: Number(token.attrGet('start') ?? 1) });
    if (token.type === 'ordered_list_close') lists.pop();
    const list = lists.at(-1);
    // Only items of ordered lists carry a number.
    if (token.type !== 'list_item_open' || token.info === '' || list === undefined) return [token];
    const number = Number(token.info);
    const isNext = number === list.next;
    list.next = number + 1;
    if (isNext) return [token];
    const close = new state.Token('ordered_list_close', 'ol', -1);
    const open = new state.Token('ordered_list_open', 'ol', 1);
    open.attrs = [['start', number]];
    return [close, open, token];
  });
};
