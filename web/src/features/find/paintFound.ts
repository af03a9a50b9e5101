import { fold } from '../../ui/fold.ts';
import { canPaint, paint } from '../../ui/paint.ts';
import { foundRanges } from './foundRanges.ts';

/**
 * Marks the words of a search in every message of a list that says all of them, and in those that come into it, until what is
 * returned is called.
 */
export const paintFound = (list: Element, words: readonly string[]): (() => void) => {
  if (words.length === 0 || !canPaint()) return () => {};
  let undo: (() => void)[] = [];
  const clear = (): void => {
    for (const each of undo) each();
    undo = [];
  };
  const paintAll = (): void => {
    clear();
    for (const text of list.querySelectorAll('.message-text')) {
      const folded = fold(text.textContent ?? '');
      if (!words.every((word) => folded.includes(word))) continue;
      const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        if (!(node instanceof Text)) continue;
        for (const { from, to } of foundRanges(node.data, words)) undo.push(paint('found', node, from, to));
      }
    }
  };
  let frame = 0;
  const observer = new MutationObserver(() => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(paintAll);
  });
  observer.observe(list, { childList: true, characterData: true, subtree: true });
  paintAll();
  return () => {
    observer.disconnect();
    cancelAnimationFrame(frame);
    clear();
  };
};
