import { useRef, useState } from 'react';
import type { Outcome, Refusal } from './act.ts';

/** What a button that does something shows: that it is at work, and why it was refused. */
export interface Doing {
  readonly isBusy: boolean;
  readonly refusal: Refusal | undefined;
  /** Does one thing at a time; a press meanwhile is ignored. `then` is called when it was done. */
  readonly run: (action: () => Promise<Outcome>, then?: () => void) => void;
}

export const useOutcome = (): Doing => {
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const isRunning = useRef(false);
  const run = async (action: () => Promise<Outcome>, then?: () => void): Promise<void> => {
    if (isRunning.current) return;
    isRunning.current = true;
    setIsBusy(true);
    setRefusal(undefined);
    const outcome = await action();
    isRunning.current = false;
    setIsBusy(false);
    if (outcome === 'done') then?.();
    else setRefusal(outcome);
  };
  return { isBusy, refusal, run: (action, then) => void run(action, then) };
};
