import { useEffect, useState, type ComponentType } from 'react';

/**
 * A part of the page that is fetched when it is first drawn. Until it has come nothing stands in its place, and that is also how it is
 * while it cannot be fetched: without a network, the rest of the page goes on. It is tried again when the network is back, and when it is
 * drawn anew. (`lazy` of React would end the whole page.)
 */
export const lazyPart = <Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> => {
  let fetched: ComponentType<Props> | undefined;
  return function LazyPart(props: Props) {
    const [Part, setPart] = useState(() => fetched);
    useEffect(() => {
      if (Part !== undefined) return undefined;
      const over = new AbortController();
      const attempt = (): void => {
        void load().then(
          (part) => {
            fetched = part;
            if (!over.signal.aborted) setPart(() => part);
          },
          () => undefined,
        );
      };
      attempt();
      addEventListener('online', attempt, { signal: over.signal });
      return () => over.abort();
    }, [Part]);
    return Part === undefined ? null : <Part {...props} />;
  };
};
