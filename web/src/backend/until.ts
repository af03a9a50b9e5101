import type { Source } from './source.ts';

/** Whether a claim comes to hold within some time. */
export const until = (claim: Source<boolean>, patienceMs: number): Promise<boolean> =>
  new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      stop();
      resolve(claim.current());
    };
    const timer = setTimeout(finish, patienceMs);
    const stop = claim.subscribe(() => {
      if (claim.current()) finish();
    });
    if (claim.current()) finish();
  });
