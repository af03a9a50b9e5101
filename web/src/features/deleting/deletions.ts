import type { MessageId } from '@causerie/contract';
import type { Outcome, Refusal } from '../../backend/act.ts';
import type { Source } from '../../backend/source.ts';
import type { Removable } from './removeMessage.ts';

/**
 * Messages that somebody has deleted here and that the server has not heard of: for a while it can be undone. Only the last one can; another
 * deletion, and leaving the page, make it final.
 */
export interface Deletions extends Source<DeletionState> {
  readonly remove: (message: Removable) => void;
  readonly undo: () => void;
  /** Waits no longer. */
  readonly flush: () => void;
}

export interface DeletionState {
  /** What is shown as deleted, whatever the server has. */
  readonly hidden: ReadonlySet<MessageId>;
  readonly undoable: MessageId | undefined;
}

/** How long it can be undone. */
export const undoableForMs = 6000;

const nothingDeleted: DeletionState = { hidden: new Set(), undoable: undefined };

export const createDeletions = (
  write: (message: Removable) => Promise<Outcome>,
  refused: (refusal: Refusal) => void,
): Deletions => {
  let state = nothingDeleted;
  let waiting: Removable | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();

  const become = (hidden: Iterable<MessageId>): void => {
    state = { hidden: new Set(hidden), undoable: waiting?.id };
    for (const listener of listeners) listener();
  };
  const without = (id: MessageId): readonly MessageId[] => [...state.hidden].filter((other) => other !== id);

  const flush = (): void => {
    clearTimeout(timer);
    const message = waiting;
    if (message === undefined) return;
    waiting = undefined;
    become(state.hidden);
    void write(message).then((outcome) => {
      become(without(message.id));
      if (outcome !== 'done') refused(outcome);
    });
  };

  return {
    current: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    remove: (message) => {
      if (state.hidden.has(message.id)) return;
      flush();
      waiting = message;
      become([...state.hidden, message.id]);
      timer = setTimeout(flush, undoableForMs);
    },
    undo: () => {
      clearTimeout(timer);
      const message = waiting;
      if (message === undefined) return;
      waiting = undefined;
      become(without(message.id));
    },
    flush,
  };
};
