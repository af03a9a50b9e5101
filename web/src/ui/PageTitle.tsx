import { useEffect } from 'react';

/** What the tab is called while nothing on the page gives it a name. */
const bare = 'Causerie';

/** Names the tab as long as this is on the page. */
export const PageTitle = ({ children }: { readonly children: string }) => {
  useEffect(() => {
    document.title = children;
  }, [children]);
  useEffect(
    () => () => {
      document.title = bare;
    },
    [],
  );
  return null;
};
