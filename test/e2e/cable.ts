import type { Page, WebSocketRoute } from 'playwright-core';
import { addresses } from '../support/world.ts';

/** What runs between one page and the database. It can be pulled; everything else goes on working. */
export interface Cable {
  /** To be called before the page is opened. */
  readonly lay: (page: Page) => Promise<void>;
  readonly cut: () => void;
  /** How often the page has tried to connect. */
  readonly attempts: () => number;
  readonly mend: () => void;
  /** Once the page has sent this, nothing comes back any more. What it sends arrives all the same. */
  readonly muteFrom: (text: string) => void;
}

export const createCable = (): Cable => {
  const { host, ports } = addresses();
  let isCut = false;
  let muting: string | undefined;
  let attempts = 0;
  const open = new Set<() => void>();

  const connect = (socket: WebSocketRoute): void => {
    attempts += 1;
    if (isCut) {
      void socket.close();
      return;
    }
    const server = socket.connectToServer();
    let isMute = false;
    open.add(() => {
      isMute = true;
      void socket.close();
      void server.close();
    });
    socket.onMessage((message) => {
      if (muting !== undefined && String(message).includes(muting)) isMute = true;
      server.send(message);
    });
    server.onMessage((message) => {
      if (!isMute) socket.send(message);
    });
  };

  return {
    lay: (page) => page.routeWebSocket((url) => url.host === `${host}:${ports.database}`, connect),
    cut: () => {
      isCut = true;
      for (const close of open) close();
      open.clear();
    },
    attempts: () => attempts,
    mend: () => {
      isCut = false;
      muting = undefined;
    },
    muteFrom: (text) => {
      muting = text;
    },
  };
};
