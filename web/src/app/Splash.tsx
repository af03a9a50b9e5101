import type { ReactNode } from 'react';
import { Wordmark } from '../ui/Wordmark.tsx';
import './Splash.css';

/** A quiet page while something is not there yet. Its words appear late: most waits are over before they could be read. */
export const Splash = ({
  words,
  hint,
  status,
  children,
}: {
  readonly words: string;
  readonly hint?: string;
  readonly status?: ReactNode;
  /** What can be done meanwhile. */
  readonly children?: ReactNode;
}) => (
  <main className="splash">
    <div className="splash-middle">
      <Wordmark />
      <p className="splash-words">{words}</p>
      {hint !== undefined && <p className="splash-hint">{hint}</p>}
      {children}
    </div>
    <footer className="splash-foot">{status}</footer>
  </main>
);
