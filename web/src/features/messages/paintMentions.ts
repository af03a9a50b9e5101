import { mentionsIn, type UserId } from '@causerie/contract';
import { createContext } from 'react';
import { canPaint, paint } from '../../ui/paint.ts';

/** Whom a text may call: names as they are written, by uid. */
export interface Callable {
  readonly names: ReadonlyMap<UserId, string>;
  readonly me: UserId;
}

/** Whoever can be called in the room that is shown. */
export const CallableContext = createContext<Callable | undefined>(undefined);

/** Code is quoted, not said. */
const isInCode = (node: Text): boolean => Boolean(node.parentElement?.closest('code'));

/** Marks whoever is called in an element. Returns how to undo it. */
export const paintMentions = (element: HTMLElement, { names, me }: Callable): (() => void) => {
  if (!element.textContent.includes('@') || !canPaint()) return () => {};
  const undo: (() => void)[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!(node instanceof Text) || isInCode(node)) continue;
    for (const { uid, from, to } of mentionsIn(node.data, names))
      undo.push(paint(uid === me ? 'mention-of-me' : 'mention', node, from, to));
  }
  return () => {
    for (const each of undo) each();
  };
};
