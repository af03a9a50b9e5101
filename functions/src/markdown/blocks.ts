import MarkdownIt, { type MarkdownIt as Parser, type StateBlock } from 'markdown-it';

type BlockRule = (state: StateBlock, line: number, endLine: number, isTrial: boolean) => boolean;

/** Quotes and lists may stand in each other this deep (a list counts twice); a marker below that is text. */
const maxBlockLevel = 12;

const firstLine = (state: StateBlock, line: number): string =>
  state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);

/** One of markdown-it's own rules, taken out of a fresh parser. */
const ownRule = (name: 'fence' | 'blockquote' | 'list'): BlockRule => {
  const { ruler } = new MarkdownIt().block;
  ruler.enableOnly(name);
  const [rule] = ruler.getRules('');
  if (rule === undefined) throw new Error(`markdown-it has no block rule ${name}.`);
  return rule;
};

const onlyWhere = (name: 'fence' | 'blockquote' | 'list', opening: RegExp): BlockRule => {
  const rule = ownRule(name);
  return (state, line, endLine, isTrial) =>
    state.level < maxBlockLevel &&
    opening.test(firstLine(state, line)) &&
    rule(state, line, endLine, isTrial);
};

/**
 * A fence names a language and nothing else, for whatever stands there is not shown. It needs a line to enclose, or a message of
 * "```js" would show nothing at all.
 */
const fence: BlockRule = (() => {
  const rule = onlyWhere('fence', /^(?:`{3,}|~{3,})[ \t]*[\w+#.-]{0,20}[ \t]*$/);
  return (state, line, endLine, isTrial) => line + 1 < endLine && rule(state, line, endLine, isTrial);
})();

/** The space tells a quote from `>_<`, `>=` and a Python prompt. */
const quote = onlyWhere('blockquote', /^>[ \t]+\S/);

/**
 * `-`, `*` and `1.` with something behind them. Not `+` and `1)`, which would come out as another sign, and not a row of markers,
 * which is a line that someone draws.
 */
const list = onlyWhere('list', /^(?:[-*]|\d{1,9}\.)[ \t]+(?!(?:[-*>]|\d{1,9}\.)(?:[ \t]|$))\S/);

/** Markdown lets the line after a quote or an item join it without a marker. In a chat that line is the answer to the quote. */
const quoteEnds: BlockRule = (_state, _line, _endLine, isTrial) => isTrial;
const itemEnds: BlockRule = (state, line, _endLine, isTrial) =>
  isTrial && (state.sCount[line] ?? 0) < state.blkIndent;

/** Changes the block rules of a parser to those of a chat. */
export const chatBlocks = ({ block: { ruler } }: Parser): void => {
  ruler.enableOnly(['fence', 'blockquote', 'list', 'paragraph']);
  ruler.at('fence', fence, { alt: ['paragraph', 'blockquote', 'list'] });
  ruler.at('blockquote', quote, { alt: ['paragraph', 'blockquote', 'list'] });
  ruler.at('list', list, { alt: ['paragraph', 'blockquote'] });
  // The last rule, paragraph, always applies: these two are reached only on trial, as reasons to end what stands before them.
  ruler.push('quote_ends', quoteEnds, { alt: ['blockquote'] });
  ruler.push('item_ends', itemEnds, { alt: ['paragraph'] });
};
