import { useEffect, useRef } from 'react';
import type { ActionWords } from '../../strings/actions/ActionWords.ts';
import { Bar } from '../../ui/Bar.tsx';

/**
 * Says that a message was deleted and, for a while, how to take that back. The button that deleted it is gone, so this one takes the
 * focus; `onGone` is called when it goes with the focus on it.
 */
export const UndoBar = ({
  words,
  onUndo,
  onGone,
}: {
  readonly words: ActionWords;
  readonly onUndo: () => void;
  readonly onGone: () => void;
}) => {
  const bar = useRef<HTMLDivElement>(null);
  const gone = useRef(onGone);
  useEffect(() => {
    gone.current = onGone;
  });
  useEffect(() => {
    const button = bar.current?.querySelector('button');
    button?.focus({ preventScroll: true });
    return () => {
      if (document.activeElement === button || document.activeElement === document.body) gone.current();
    };
  }, []);
  return (
    <div ref={bar}>
      <Bar action={words.undo} onAction={onUndo}>
        <output>{words.removed}</output>
      </Bar>
    </div>
  );
};
