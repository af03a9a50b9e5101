import { rowAt, sum, windowAround, windowAtEnd, type RowPlace, type RowWindow } from './rowWindow.ts';

/** So near to the end, on the way down, counts as at the end. */
const nearPx = 48;
/** Drawn above and below what can be seen; drawn anew when less than half of it is left. */
const overscanPx = 900;
/** Without a scroll event for so long, nobody is scrolling. */
const restMs = 150;

/** All rows of a list. */
export interface Rows {
  /** Each its own, and the same for the same row. */
  readonly keys: readonly string[];
  /** A guess at the height of a row that was never drawn. */
  readonly estimatePx: (index: number) => number;
  /** Whether the end of the rows is an end to stay at, and not merely as far as rows are loaded. */
  readonly hasEnd: boolean;
  readonly onView: (view: View) => void;
}

/** What can be seen. */
export interface View {
  /** The first and the last row that can be seen whole. */
  readonly first: number;
  readonly last: number;
  /** How far the ends of the list are, measured in heights of the view. */
  readonly viewsAbove: number;
  readonly viewsBelow: number;
  readonly isAtEnd: boolean;
}

export interface RowAnchor {
  /** A new object whenever the rows must be drawn anew. */
  readonly current: () => { readonly isAtEnd: boolean };
  readonly subscribe: (listener: () => void) => () => void;
  /** Which of the rows to draw. */
  readonly windowOf: (rows: Rows) => RowWindow;
  /** To be called when the rows of a window have been drawn, before anybody sees them. */
  readonly drew: (rows: Rows, window: RowWindow) => void;
  /** Follows a scrolling element, and a list in it whose children are exactly the rows drawn. Returns what ends that. */
  readonly follow: (scroller: HTMLElement, list: HTMLElement) => () => void;
  readonly toEnd: () => void;
  /** Puts a row at a part of the view's height, from 0 to 1, below its upper edge. */
  readonly toRow: (key: string, part: number) => void;
}

interface Anchor {
  readonly key: string;
  readonly offsetPx: number;
}

/**
 * Keeps what is seen of a long list where it is: at the end while somebody is there, and else by the rows in view, whatever
 * is put before them, taken away, or changes its height.
 *
 * The rows drawn stand in the flow of the page between two paddings, which stand for all the others. Rows that were never
 * drawn have guessed heights; when they turn out otherwise, the upper padding takes up the difference (`slackPx`) until the
 * scrolling rests, because setting the position while somebody scrolls would stop them.
 */
export const createRowAnchor = (): RowAnchor => {
  const measured = new Map<string, number>();
  const listeners = new Set<() => void>();
  let current = { isAtEnd: true };
  let elements: { readonly scroller: HTMLElement; readonly list: HTMLElement } | undefined;
  let rows: Rows = { keys: [], estimatePx: () => 0, hasEnd: true, onView: () => undefined };
  let drawn: RowWindow = { start: 0, end: 0 };
  let heights: number[] = [];
  let sticks = true;
  /** Rows in view, the first choice first. */
  let anchors: readonly Anchor[] = [];
  let slackPx = 0;
  let lastTopPx = 0;
  let lastRangePx = 0;
  /** Where the last change of our own has put the position; its event is nobody's scrolling. */
  let ownTopPx: number | undefined;
  let scrolledAtMs = Number.NEGATIVE_INFINITY;
  let endAskedMs = Number.NEGATIVE_INFINITY;
  let isTouched = false;
  let restTimer: ReturnType<typeof setTimeout> | undefined;

  const heightsOf = ({ keys, estimatePx }: Rows): number[] =>
    keys.map((key, index) => measured.get(key) ?? estimatePx(index));

  const draw = (isAtEnd = current.isAtEnd): void => {
    current = { isAtEnd };
    for (const listener of listeners) listener();
  };

  const windowOf = (all: Rows): RowWindow => {
    const px = heightsOf(all);
    const viewPx = elements?.scroller.clientHeight ?? window.innerHeight;
    const place = sticks && all.hasEnd ? undefined : placeOf(all.keys, anchors);
    return place === undefined
      ? windowAtEnd(px, viewPx, overscanPx)
      : windowAround(px, place, viewPx, overscanPx);
  };

  /** Notes what is in view, and has more drawn where little is left. */
  const look = (): void => {
    if (elements === undefined) return;
    const { scroller, list } = elements;
    const { keys, hasEnd } = rows;
    const top = scroller.scrollTop;
    const rangePx = rangeOf(scroller);
    const bottom = top + scroller.clientHeight;
    const drawnTop = list.offsetTop + sum(heights, 0, drawn.start) + slackPx;
    let y = drawnTop;
    let first: number | undefined;
    let last: number | undefined;
    const inView: Anchor[] = [];
    for (let index = drawn.start; index < drawn.end; index += 1) {
      const height = heights[index] ?? 0;
      if (y + height > top && y < bottom) inView.push({ key: keys[index] ?? '', offsetPx: y - top });
      // Half a pixel, because positions are rounded and heights are not.
      if (y + 0.5 >= top) first ??= index;
      if (y + height <= bottom + 0.5) last = index;
      y += height;
    }
    if (inView.length === 0 && keys.length > 0) {
      const { index, offsetPx } = rowAt(heights, top - list.offsetTop);
      inView.push({ key: keys[index] ?? '', offsetPx });
    }
    // Whole rows first: what changes in a row that is cut off above changes out of sight.
    anchors = inView.toSorted((a, b) => Number(a.offsetPx < 0) - Number(b.offsetPx < 0));

    const isAtEnd = hasEnd && rangePx - top <= nearPx;
    const marginPx = overscanPx / 2;
    const isShort =
      (drawn.start > 0 && top - drawnTop < marginPx) || (drawn.end < keys.length && y - bottom < marginPx);
    const isOther = (next: RowWindow): boolean => next.start !== drawn.start || next.end !== drawn.end;
    if ((isShort && isOther(windowOf(rows))) || isAtEnd !== current.isAtEnd) draw(isAtEnd);
    if (scroller.clientHeight === 0) return;
    rows.onView({
      first: first ?? drawn.start,
      last: last ?? drawn.end - 1,
      viewsAbove: (top - list.offsetTop - slackPx) / scroller.clientHeight,
      viewsBelow: (rangePx - top) / scroller.clientHeight,
      isAtEnd,
    });
  };

  const measure = (list: HTMLElement): void => {
    Array.from(list.children).forEach((row, place) => {
      const { height } = row.getBoundingClientRect();
      const index = drawn.start + place;
      heights[index] = height;
      measured.set(rows.keys[index] ?? '', height);
    });
  };

  /** Puts everything where it belongs. */
  const settle = (): void => {
    if (elements === undefined) return;
    const { scroller, list } = elements;
    // What took the focus may have moved the view without an event so far.
    const hasMoved = Math.abs(scroller.scrollTop - lastTopPx) >= 1;
    if (hasMoved && Math.abs(rangeOf(scroller) - lastRangePx) < 1) {
      sticks &&= scroller.scrollTop > lastTopPx;
      lastTopPx = scroller.scrollTop;
      look();
    }
    measure(list);
    const beforePx = sum(heights, 0, drawn.start);
    list.style.paddingBottom = `${sum(heights, drawn.end, heights.length)}px`;

    const anchor = sticks ? undefined : placeOf(rows.keys, anchors);
    const top = scroller.scrollTop;
    const isScrolling = isTouched || performance.now() - scrolledAtMs < restMs;
    const toMovePx =
      anchor === undefined ? 0 : list.offsetTop + sum(heights, 0, anchor.index) - anchor.offsetPx - top;
    const canWait = isScrolling && anchor !== undefined && drawn.start > 0 && beforePx - toMovePx >= 0;
    slackPx = canWait ? -toMovePx : 0;
    list.style.paddingTop = `${beforePx + slackPx}px`;
    const rangePx = rangeOf(scroller);
    // Near the beginning nothing can take up the difference: a small one is let through, sooner than that the scrolling ends.
    const isLetThrough =
      isScrolling && anchor !== undefined && Math.abs(toMovePx) < scroller.clientHeight / 4;
    if (!canWait && !isLetThrough) {
      const wanted = anchor === undefined ? rangePx : top + toMovePx;
      if (Math.abs(wanted - top) >= 0.5) scroller.scrollTop = wanted;
      if (scroller.scrollTop !== top) ownTopPx = scroller.scrollTop;
      if (anchor !== undefined && !isScrolling && rows.hasEnd && wanted >= rangePx) sticks = true;
    }
    lastTopPx = scroller.scrollTop;
    lastRangePx = rangePx;
    look();
  };

  const restSoon = (): void => {
    clearTimeout(restTimer);
    restTimer = setTimeout(() => {
      if (elements === undefined) return;
      const { scroller } = elements;
      if (!isTouched && rows.hasEnd && rangeOf(scroller) - scroller.scrollTop <= 1) sticks = true;
      settle();
    }, restMs);
  };

  const onScroll = (scroller: HTMLElement): void => {
    const top = scroller.scrollTop;
    const isOwn = ownTopPx !== undefined && Math.abs(top - ownTopPx) < 1;
    ownTopPx = undefined;
    if (isOwn) return;
    // What was still moving when somebody asked for the end, as after the Home key, is no wish to leave it.
    if (sticks && performance.now() - endAskedMs < restMs) {
      lastTopPx = top;
      return settle();
    }
    const rangePx = rangeOf(scroller);
    // A resize moves the end away, or pushes the position back, without anybody scrolling.
    if (sticks && Math.abs(rangePx - lastRangePx) >= 1) return settle();
    // The least movement up is the wish to stay there: only on the way down does the neighbourhood of the end draw.
    if (top < lastTopPx) sticks = false;
    else if (top > lastTopPx && rows.hasEnd && rangePx - top <= nearPx) sticks = true;
    lastTopPx = top;
    scrolledAtMs = performance.now();
    look();
    restSoon();
  };

  /** Somebody is about to scroll up; what comes in before the first scroll event must not pull them back. */
  const leaveEnd = (scroller: HTMLElement): void => {
    if (!sticks || scroller.scrollTop <= 0) return;
    sticks = false;
    scrolledAtMs = performance.now();
    look();
    restSoon();
  };

  return {
    current: () => current,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    windowOf,
    drew: (all, window) => {
      const [one, two] = rows.keys;
      // The first rows say what comes before them, and change when something does.
      const changes = ({ key }: Anchor): number => Number(key === one || key === two);
      if (all.keys[0] !== one) anchors = anchors.toSorted((a, b) => changes(a) - changes(b));
      rows = all;
      drawn = window;
      heights = heightsOf(all);
      if (!all.hasEnd) sticks = false;
      if (measured.size > 2 * all.keys.length + 500) keepOnly(measured, new Set(all.keys));
      settle();
    },
    follow: (scroller, list) => {
      elements = { scroller, list };
      const ending = new AbortController();
      const listen = <Name extends keyof HTMLElementEventMap>(
        name: Name,
        listener: (event: HTMLElementEventMap[Name]) => void,
      ): void => scroller.addEventListener(name, listener, { passive: true, signal: ending.signal });
      listen('scroll', () => onScroll(scroller));
      listen('wheel', ({ deltaY, ctrlKey }) => {
        if (deltaY < 0 && !ctrlKey) leaveEnd(scroller);
      });
      listen('keydown', ({ key }) => {
        if (['ArrowUp', 'PageUp', 'Home'].includes(key)) leaveEnd(scroller);
      });
      for (const name of ['touchstart', 'touchend', 'touchcancel'] as const) {
        listen(name, () => {
          isTouched = name === 'touchstart';
          restSoon();
        });
      }
      const observer = new ResizeObserver(settle);
      observer.observe(list);
      observer.observe(scroller);
      return () => {
        ending.abort();
        observer.disconnect();
        clearTimeout(restTimer);
        elements = undefined;
      };
    },
    toEnd: () => {
      sticks = true;
      endAskedMs = performance.now();
      if (elements !== undefined) {
        lastTopPx = elements.scroller.scrollTop;
        lastRangePx = rangeOf(elements.scroller);
      }
      draw();
    },
    toRow: (key, part) => {
      sticks = false;
      scrolledAtMs = Number.NEGATIVE_INFINITY;
      anchors = [{ key, offsetPx: part * (elements?.scroller.clientHeight ?? 0) }];
      draw();
    },
  };
};

const rangeOf = (scroller: HTMLElement): number => scroller.scrollHeight - scroller.clientHeight;

/** Where the first of these stands that is there. */
const placeOf = (keys: readonly string[], anchors: readonly Anchor[]): RowPlace | undefined => {
  for (const { key, offsetPx } of anchors) {
    const index = keys.indexOf(key);
    if (index !== -1) return { index, offsetPx };
  }
  return undefined;
};

const keepOnly = (measured: Map<string, number>, keys: ReadonlySet<string>): void => {
  for (const key of measured.keys()) if (!keys.has(key)) measured.delete(key);
};
