import type { ReactNode } from 'react';
import { Wordmark } from '../ui/Wordmark.tsx';
import './Splash.css';

/** A quiet page while something is not there yet. Its words appear late: most waits are over before they could be read. */
export const Splash = ({
  words,
  hint,
  status,
}: {
  readonly words: string;
  readonly hint?: string;
  readonly status?: ReactNode;
}) => (
  <main className="splash">
    <div className="splash-middle">
      <Wordmark />
      <p className="splash-words">{words}</p>
      {hint !== undefined && <p className="splash-hint">{hint}</p>}
    </div>
    <footer className="splash-foot">{status}</footer>
  </main>
);
