import { useLayoutEffect, useRef, useState, useSyncExternalStore, type RefObject } from 'react';
import { createRowAnchor, type RowAnchor, type Rows } from './rowAnchor.ts';
import type { RowWindow } from './rowWindow.ts';

export interface AnchoredRows extends Pick<RowAnchor, 'toEnd' | 'toRow'> {
  /** Goes to the scrolling element, which must be positioned. */
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Goes to the list in it, whose children must be exactly the rows of `drawn`. */
  readonly list: RefObject<HTMLOListElement | null>;
  readonly drawn: RowWindow;
  readonly isAtEnd: boolean;
}

/** A long list of which only the rows around what can be seen are drawn, and which keeps what is seen in its place. */
export const useRowAnchor = (rows: Rows): AnchoredRows => {
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const [anchor] = useState(createRowAnchor);
  const { isAtEnd } = useSyncExternalStore(anchor.subscribe, anchor.current);
  const drawn = anchor.windowOf(rows);
  useLayoutEffect(() => {
    if (scroller.current === null || list.current === null) return undefined;
    return anchor.follow(scroller.current, list.current);
  }, [anchor]);
  useLayoutEffect(() => anchor.drew(rows, drawn));
  const { toEnd, toRow } = anchor;
  return { scroller, list, drawn, isAtEnd, toEnd, toRow };
};
