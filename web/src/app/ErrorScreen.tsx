import { Component, type ReactNode } from 'react';
import { useStrings } from '../strings/StringsContext.ts';
import { Button } from '../ui/Button.tsx';
import { Wordmark } from '../ui/Wordmark.tsx';
import './Splash.css';

/** Shown when the page cannot go on. */
export const ErrorScreen = () => {
  const { failure } = useStrings();
  return (
    <main className="splash">
      <div className="splash-middle" role="alert">
        <Wordmark />
        <h1 className="splash-heading">{failure.heading}</h1>
        <p className="splash-hint">{failure.hint}</p>
        <Button kind="primary" onClick={() => location.reload()}>
          {failure.reload}
        </Button>
      </div>
    </main>
  );
};

/** Catches what nothing below it caught. */
export class ErrorBoundary extends Component<
  { readonly children: ReactNode },
  { readonly hasFailed: boolean }
> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override componentDidCatch(error: unknown): void {
    console.error(error);
  }

  override render(): ReactNode {
    return this.state.hasFailed ? <ErrorScreen /> : this.props.children;
  }
}
