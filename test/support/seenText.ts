import { JSDOM } from 'jsdom';

const blocks = new Set(['P', 'PRE', 'BLOCKQUOTE', 'UL', 'OL']);

/**
 * What a reader sees of a message's html, white space as it stands, written the way a person would type it: items with their
 * sign or number, quotes with theirs, a blank line between blocks.
 */
export const seenText = (html: string): string => linesOf(JSDOM.fragment(html)).join('\n');

const linesOf = (parent: ParentNode & Node): readonly string[] => {
  const lines: string[] = [];
  let isFresh = true;
  let itemNumber = Number((parent as Partial<Element>).getAttribute?.('start') ?? 1);
  const write = (text: string): void => {
    const [first = '', ...rest] = text.split('\n');
    if (isFresh) lines.push(first);
    else lines.push((lines.pop() ?? '') + first);
    lines.push(...rest);
    isFresh = false;
  };

  for (const child of parent.childNodes) {
    const element = child as Element & { readonly tagName?: string };
    if (child.nodeType === 3) write(child.textContent ?? '');
    else if (element.tagName === 'BR') write('\n');
    else if (element.tagName === 'LI') {
      const mark = (parent as Element).tagName === 'OL' ? `${itemNumber}. ` : '- ';
      itemNumber += 1;
      lines.push(...linesOf(element).map((line, at) => (at === 0 ? mark : ' '.repeat(mark.length)) + line));
    } else if (element.tagName !== undefined && blocks.has(element.tagName)) {
      const isInItem = (parent as Partial<Element>).tagName === 'LI';
      if (lines.length > 0 && !isInItem) lines.push('');
      const mark = element.tagName === 'BLOCKQUOTE' ? '> ' : '';
      lines.push(...linesOf(element).map((line) => mark + line));
      isFresh = true;
    } else write(linesOf(element).join('\n'));
  }
  return lines;
};
