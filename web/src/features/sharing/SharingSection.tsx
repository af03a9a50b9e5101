import type { Sharing, UserId } from '@causerie/contract';
import { useState } from 'react';
import { useOutcome } from '../../backend/useOutcome.ts';
import { useScreenStrings } from '../../strings/screens/ScreenStringsContext.ts';
import { useStrings } from '../../strings/StringsContext.ts';
import { Problem } from '../../ui/Problem.tsx';
import { setSharing } from './setSharing.ts';
import { useSharing } from './useSharing.ts';
import './SharingSection.css';

const things = ['lastSeen', 'receipts'] as const satisfies readonly (keyof Sharing)[];

/** What others may know of somebody besides what they say. Takes effect with every choice, on all devices. */
export const SharingSection = ({ uid }: { readonly uid: UserId }) => {
  const { sharing: words } = useScreenStrings();
  const { refusal: reason } = useStrings();
  const stored = useSharing(uid);
  /** What is being asked for. */
  const [wish, setWish] = useState<Sharing>();
  const shared = wish ?? stored;
  const { isBusy, refusal, run } = useOutcome();

  return (
    <section className="dialog-section">
      <h3>{words.heading}</h3>
      {things.map((thing) => (
        <label key={thing} className="sharing-choice">
          <input
            type="checkbox"
            checked={shared?.[thing] ?? false}
            disabled={shared === undefined}
            aria-busy={isBusy}
            onChange={({ target }) => {
              if (shared === undefined || isBusy) return;
              const next = { ...shared, [thing]: target.checked };
              setWish(next);
              run(() => setSharing(uid, next).finally(() => setWish(undefined)));
            }}
          />
          <span>
            {words[thing]}
            <span className="dialog-hint">{words.hints[thing]}</span>
          </span>
        </label>
      ))}
      <Problem words={refusal && reason(refusal)} />
    </section>
  );
};
