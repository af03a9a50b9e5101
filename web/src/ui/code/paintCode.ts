import { canPaint, paint } from '../paint.ts';
import { fenceLanguages } from './fences.ts';

/** Longer code is read rather than looked at, and colouring it would take a frame. */
const longestCode = 8000;

/** Colours the code in an element that shows html made of `text`. Returns how to undo it. */
export const paintCode = (element: HTMLElement, text: string): (() => void) => {
  const blocks = [...element.querySelectorAll('pre > code')];
  if (blocks.length === 0 || !canPaint()) return () => {};
  const languages = fenceLanguages(text);
  const undo: (() => void)[] = [];
  let isOver = false;
  void import('./tokens.ts').then(
    ({ tokensOf }) => {
      if (isOver) return;
      for (const [index, block] of blocks.entries()) {
        const [code] = block.childNodes;
        if (!(code instanceof Text) || block.childNodes.length !== 1 || code.length > longestCode) continue;
        for (const { kind, from, to } of tokensOf(code.data, languages[index] ?? ''))
          undo.push(paint(`code-${kind}`, code, from, to));
      }
    },
    // Colours could not be fetched; the code can be read without.
    () => undefined,
  );
  return () => {
    isOver = true;
    for (const each of undo) each();
  };
};
