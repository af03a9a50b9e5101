import { useLayoutEffect } from 'react';

/** What the tab is called while nothing on the page gives it a name. */
const bare = 'Causerie';

/**
 * Names the tab as long as this is on the page. In layout effects, because one of these often takes over from another: those that
 * run after painting may have the old one take its name away after the new one has given its own.
 */
export const PageTitle = ({ children }: { readonly children: string }) => {
  useLayoutEffect(() => {
    document.title = children;
  }, [children]);
  useLayoutEffect(
    () => () => {
      document.title = bare;
    },
    [],
  );
  return null;
};
