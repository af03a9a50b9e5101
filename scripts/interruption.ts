import { endRunning } from './runNode.ts';

/** npm passes a Ctrl-C on that the terminal has sent as well: within this time they are one. */
const sameSignalMs = 700;

/**
 * Turns the signals that end a program into one promise, so that it can end in order. Whoever asks a second time
 * is out of patience.
 *
 * @returns what resolves at the first Ctrl-C, hang-up or request to end
 */
export const interrupted = (onImpatience: () => void): Promise<void> => {
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
  return asked;
};

/** Does some work that consists of other processes; when interrupted, ends those first. Returns the exit code. */
export const interruptibly = (work: () => Promise<number>): Promise<number> => {
  let wasAsked = false;
  const cut = interrupted(() => process.exit(130)).then(async () => {
    wasAsked = true;
    await endRunning();
    return 130;
  });
  // Work that is cut short fails, which says nothing.
  return Promise.race([cut, work().then((code) => (wasAsked ? cut : code))]);
};
