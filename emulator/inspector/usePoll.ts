import { useEffect, useRef } from 'preact/hooks';

/** Runs something now and then again and again, a pause after the last time has ended, while the page can be seen. */
export const usePoll = (run: () => Promise<void>, pauseMs: number, restartOn: readonly unknown[]): void => {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isRunning = false;
    let isOver = false;
    const again = async (): Promise<void> => {
      isRunning = true;
      await latest.current();
      isRunning = false;
      if (!isOver && !document.hidden) timer = setTimeout(() => void again(), pauseMs);
    };
    const onVisibility = (): void => {
      clearTimeout(timer);
      if (!document.hidden && !isRunning) void again();
    };
    document.addEventListener('visibilitychange', onVisibility);
    void again();
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisibility);
    };
    // What it begins anew for is the caller's to say, and `run` is read when its time comes.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [pauseMs, ...restartOn]);
};
