import type { MessageId, ReactionEmoji } from '@causerie/contract';
import type { Outcome, Refusal } from '../../backend/act.ts';
import type { Source } from '../../backend/source.ts';

/** What somebody wants of their own signs and the server has not agreed to yet, by message and sign. */
export type Wanted = ReadonlyMap<string, boolean>;

export const wantedKey = (id: MessageId, emoji: ReactionEmoji): string => `${id}/${emoji}`;

/** Puts one's signs under messages and takes them back. What was pressed shows at once; a refusal takes it back and is told. */
export interface Reactor extends Source<Wanted> {
  readonly want: (id: MessageId, emoji: ReactionEmoji, isOn: boolean) => void;
}

export const createReactor = (
  put: (id: MessageId, emoji: ReactionEmoji, isOn: boolean) => Promise<Outcome>,
  refused: (refusal: Refusal) => void,
): Reactor => {
  let wanted: Wanted = new Map();
  const underWay = new Set<string>();
  const listeners = new Set<() => void>();

  const become = (change: (next: Map<string, boolean>) => void): void => {
    const next = new Map(wanted);
    change(next);
    wanted = next;
    for (const listener of listeners) listener();
  };

  /** One write after the other: the last press is what holds. */
  const carryOut = async (id: MessageId, emoji: ReactionEmoji): Promise<void> => {
    const key = wantedKey(id, emoji);
    if (underWay.has(key)) return;
    underWay.add(key);
    let written: boolean | undefined;
    let refusal: Refusal | undefined;
    while (refusal === undefined && wanted.get(key) !== written) {
      written = wanted.get(key) === true;
      const outcome = await put(id, emoji, written);
      if (outcome !== 'done') refusal = outcome;
    }
    underWay.delete(key);
    become((next) => next.delete(key));
    if (refusal !== undefined) refused(refusal);
  };

  return {
    current: () => wanted,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    want: (id, emoji, isOn) => {
      become((next) => next.set(wantedKey(id, emoji), isOn));
      void carryOut(id, emoji);
    },
  };
};
