import { fenceLanguages } from './fences.ts';

/** Longer code is read rather than looked at, and colouring it would take a frame. */
const longestCode = 8000;

/** Whether the browser can colour text without changing the page. Where it cannot, code is plain. */
const canPaint = (): boolean => typeof Highlight === 'function' && 'highlights' in CSS;

const registered = (name: string): Highlight => {
  const existing = CSS.highlights.get(name);
  if (existing !== undefined) return existing;
  const made = new Highlight();
  CSS.highlights.set(name, made);
  return made;
};

/**
 * Colours the code in an element that shows html made of `text`. Nothing in the element changes: the browser is told which stretches are
 * what (CSS Custom Highlight API), so there is nothing to sanitise and nothing to read out twice. Returns how to undo it.
 */
export const paintCode = (element: HTMLElement, text: string): (() => void) => {
  const blocks = [...element.querySelectorAll('pre > code')];
  if (blocks.length === 0 || !canPaint()) return () => {};
  const languages = fenceLanguages(text);
  const painted: (readonly [Highlight, Range])[] = [];
  let isOver = false;
  void import('./tokens.ts').then(
    ({ tokensOf }) => {
      if (isOver) return;
      for (const [index, block] of blocks.entries()) {
        const [code] = block.childNodes;
        if (!(code instanceof Text) || block.childNodes.length !== 1 || code.length > longestCode) continue;
        for (const { kind, from, to } of tokensOf(code.data, languages[index] ?? '')) {
          const range = document.createRange();
          range.setStart(code, from);
          range.setEnd(code, to);
          const highlight = registered(`code-${kind}`);
          highlight.add(range);
          painted.push([highlight, range]);
        }
      }
    },
    // Colours could not be fetched; the code can be read without.
    () => undefined,
  );
  return () => {
    isOver = true;
    for (const [highlight, range] of painted) highlight.delete(range);
  };
};
