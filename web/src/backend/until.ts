import type { Source } from './source.ts';

/** Whether a claim comes to hold within some time. */
export const until = (claim: Source<boolean>, patienceMs: number): Promise<boolean> =>
  new Promise((resolve) => {
    // A source may speak as soon as it is listened to, and then there is nothing to stop yet.
    const stops: (() => void)[] = [];
    let isOver = false;
    const finish = (): void => {
      isOver = true;
      clearTimeout(timer);
      for (const stop of stops.splice(0)) stop();
      resolve(claim.current());
    };
    const timer = setTimeout(finish, patienceMs);
    stops.push(
      claim.subscribe(() => {
        if (claim.current() && !isOver) finish();
      }),
    );
    if (isOver) for (const stop of stops.splice(0)) stop();
    else if (claim.current()) finish();
  });
