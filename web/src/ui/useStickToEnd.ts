import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** So near to the end counts as at the end. */
const nearPx = 48;

export interface StickToEnd {
  /** Goes to the scrolling element, which must have one child that holds all that scrolls. */
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly isAtEnd: boolean;
  readonly toEnd: () => void;
}

/** Keeps a scrolling element at its end while it is there, whatever grows or shrinks in it or around it. */
export const useStickToEnd = (): StickToEnd => {
  const scroller = useRef<HTMLDivElement>(null);
  const [isAtEnd, setIsAtEnd] = useState(true);
  const sticks = useRef(true);

  const toEnd = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    sticks.current = true;
    setIsAtEnd(true);
    element.scrollTop = element.scrollHeight;
  }, []);

  useLayoutEffect(() => {
    const element = scroller.current;
    const content = element?.firstElementChild;
    if (element === null || content === null || content === undefined) return undefined;

    // A resize moves the end away without anybody scrolling, so the wish to stick is only changed by scrolling up or down.
    let lastHeight = element.scrollHeight - element.clientHeight;
    const onScroll = (): void => {
      const height = element.scrollHeight - element.clientHeight;
      const isNear = height - element.scrollTop <= nearPx;
      if (isNear || height === lastHeight) {
        sticks.current = isNear;
        setIsAtEnd(isNear);
      }
      lastHeight = height;
    };
    const follow = (): void => {
      lastHeight = element.scrollHeight - element.clientHeight;
      if (sticks.current) element.scrollTop = element.scrollHeight;
    };
    const observer = new ResizeObserver(follow);
    observer.observe(content);
    observer.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    follow();
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, []);

  return { scroller, isAtEnd, toEnd };
};
