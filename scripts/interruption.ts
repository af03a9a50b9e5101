/** npm passes a Ctrl-C on that the terminal has sent as well: within this time they are one. */
const sameSignalMs = 700;

export interface Interruption {
  /** Resolves at the first Ctrl-C, hang-up or request to end. */
  readonly asked: Promise<void>;
  /** From now on the process no longer cares. */
  forget(): void;
}

/**
 * Turns the signals that end a program into one promise, so that it can end in order. Whoever asks a second time
 * is out of patience.
 */
export const awaitInterruption = (onImpatience: () => void): Interruption => {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  let firstAtMs: number | undefined;
  let resolveAsked: (() => void) | undefined;
  const asked = new Promise<void>((resolve) => (resolveAsked = resolve));
  const onSignal = (): void => {
    if (firstAtMs === undefined) {
      firstAtMs = Date.now();
      resolveAsked?.();
    } else if (Date.now() - firstAtMs > sameSignalMs) {
      onImpatience();
    }
  };
  for (const name of signals) process.on(name, onSignal);
  return {
    asked,
    forget: () => {
      for (const name of signals) process.removeListener(name, onSignal);
    },
  };
};
