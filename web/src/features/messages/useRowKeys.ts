import { useCallback, useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import type { RowWindow } from '../../ui/rowWindow.ts';
import type { TimelineRow } from './timeline.ts';

interface Options {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly list: RefObject<HTMLElement | null>;
  readonly rows: readonly TimelineRow[];
  readonly drawn: RowWindow;
  readonly toRow: (key: string, part: number) => void;
  readonly toEnd: () => void;
}

/**
 * The keyboard's way through a conversation: the arrow keys go from message to message, Page Up and Page Down by as many as
 * fit, Home and End to the ends; the tabulator goes on into what a message holds. Keys pressed within a message, in a
 * block of code or on a button, are left to it. Returns what gives the focus to a message once it is drawn.
 */
export const useRowKeys = ({
  scroller,
  list,
  rows,
  drawn,
  toRow,
  toEnd,
}: Options): ((key: string) => void) => {
  const wanted = useRef<string>(undefined);
  const current = useRef<string>(undefined);
  const hasFocus = useRef(false);
  const shown = useRef({ rows, drawn });

  /** By key, the messages that are drawn. */
  const drawnRows = useCallback((): ReadonlyMap<string, HTMLElement> => {
    const elements = Array.from(list.current?.children ?? []).filter((row) => row instanceof HTMLElement);
    return new Map(elements.map((row) => [row.dataset['key'] ?? '', row]));
  }, [list]);

  useLayoutEffect(() => {
    shown.current = { rows, drawn };
    // A message that scrolls out of what is drawn takes the focus with it, and the next key would go nowhere.
    if (hasFocus.current && document.activeElement === document.body)
      scroller.current?.focus({ preventScroll: true });
    if (wanted.current === undefined) return;
    const element = drawnRows().get(wanted.current);
    if (element !== undefined) {
      current.current = wanted.current;
      wanted.current = undefined;
      element.focus({ preventScroll: true });
    }
  });

  const focusRow = useCallback((key: string) => {
    wanted.current = key;
  }, []);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const onFocusOut = ({ target, relatedTarget }: FocusEvent): void => {
      if (relatedTarget instanceof Node && element.contains(relatedTarget)) return;
      queueMicrotask(() => {
        if (target instanceof Node && target.isConnected) hasFocus.current = false;
      });
    };
    const onFocusIn = ({ target }: FocusEvent): void => {
      hasFocus.current = true;
      const row = target instanceof Element ? target.closest<HTMLElement>('.message') : null;
      if (row?.dataset['key'] !== undefined) current.current = row.dataset['key'];
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      const { target, key, altKey, ctrlKey, metaKey, shiftKey } = event;
      const isRow = target instanceof HTMLElement && target.parentElement === list.current;
      if (altKey || ctrlKey || metaKey || shiftKey || !(isRow || target === element)) return;
      const elements = drawnRows();
      const keyAt = (index = -1): string => shown.current.rows[index]?.key ?? '';
      const places = shown.current.rows.flatMap((row, index) => (row.kind === 'message' ? [index] : []));
      const inView = places.filter((index) => isInView(elements.get(keyAt(index)), element));
      const at = places.findIndex((index) => keyAt(index) === current.current);
      const isCurrentInView = at !== -1 && inView.includes(places[at] ?? -1);
      const move = moves.get(key);
      // The keys that scroll go on scrolling until a message has the focus.
      if (move === undefined || (!isRow && !key.startsWith('Arrow'))) return;
      event.preventDefault();
      const next =
        isRow || isCurrentInView
          ? move(at, places.length, Math.max(1, inView.length - 1))
          : places.indexOf((key === 'ArrowUp' ? inView.at(-1) : inView[0]) ?? -1);
      const to = keyAt(places[Math.max(0, Math.min(places.length - 1, next))]);
      const there = elements.get(to);
      if (there !== undefined && !['Home', 'End'].includes(key)) return there.focus();
      wanted.current = to;
      if (key === 'End') toEnd();
      else toRow(to, 0.1);
    };
    element.addEventListener('keydown', onKeyDown);
    element.addEventListener('focusin', onFocusIn);
    element.addEventListener('focusout', onFocusOut);
    return () => {
      element.removeEventListener('keydown', onKeyDown);
      element.removeEventListener('focusin', onFocusIn);
      element.removeEventListener('focusout', onFocusOut);
    };
  }, [scroller, list, drawnRows, toRow, toEnd]);

  return focusRow;
};

/** From a place among `count`, where `fit` fit into the view. */
type Move = (at: number, count: number, fit: number) => number;

const moves: ReadonlyMap<string, Move> = new Map<string, Move>([
  ['ArrowUp', (at) => at - 1],
  ['ArrowDown', (at) => at + 1],
  ['PageUp', (at, _count, fit) => at - fit],
  ['PageDown', (at, _count, fit) => at + fit],
  ['Home', () => 0],
  ['End', (_at, count) => count - 1],
]);

const isInView = (row: Element | undefined, view: Element): boolean => {
  if (row === undefined) return false;
  const { top, bottom } = row.getBoundingClientRect();
  const edges = view.getBoundingClientRect();
  return top >= edges.top - 1 && bottom <= edges.bottom + 1;
};
