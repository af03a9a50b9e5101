import { createElement, useEffect, type CSSProperties } from 'react';

/** `<causerie-room>` for pages made with React. It changes rooms when `room` does; the variables of its look go into `style`. */
export const ChatRoom = ({
  room,
  lang,
  config,
  style,
}: {
  /** Its id. */
  readonly room: string;
  /** BCP 47; the browser's when it is left out. */
  readonly lang?: string;
  /** Of the Firebase project, where the page does not stand on its Hosting. */
  readonly config?: Readonly<Record<string, string>>;
  readonly style?: CSSProperties & Readonly<Record<`--${string}`, string>>;
}) => {
  // Not before: where pages are drawn on a server, there are no elements to define.
  useEffect(() => {
    import('./element.ts').catch((error: unknown) => console.error(error));
  }, []);
  return createElement('causerie-room', {
    key: room,
    room,
    lang,
    config: config === undefined ? undefined : JSON.stringify(config),
    style,
  });
};
