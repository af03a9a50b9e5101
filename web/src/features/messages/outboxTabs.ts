import type { UserId } from '@causerie/contract';
import type { Leadership, OutboxNews, OutboxPorts } from './outbox.ts';

/** The tabs of one browser that are open for one person. */
export const outboxTabs = (uid: UserId): Pick<OutboxPorts, 'tell' | 'hear' | 'lead' | 'isInFront'> => {
  const name = `causerie.outbox.${uid}`;
  const channel = new BroadcastChannel(name);
  return {
    // A channel of one origin, unlike a window, has no target to name.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    tell: (news) => channel.postMessage(news),
    hear: (listener) => {
      const hear = ({ data }: MessageEvent<OutboxNews>): void => listener(data);
      channel.addEventListener('message', hear);
      return () => channel.removeEventListener('message', hear);
    },
    lead: (changed) => leadBy(name, changed),
    isInFront: () => document.visibilityState === 'visible',
  };
};

/** Whoever holds the lock leads; it is passed on when that tab goes, however it goes. */
const leadBy = (name: string, changed: (isLeader: boolean) => void): Leadership => {
  // A page that was not loaded safely has no locks. Each of its tabs then leads, and the ids keep messages single.
  const locks = (navigator as { readonly locks?: LockManager }).locks;
  if (locks === undefined) {
    changed(true);
    return { claim: () => undefined, leave: () => undefined };
  }
  let release: (() => void) | undefined;
  let isLeft = false;
  let request = 0;
  const ask = (steal: boolean): void => {
    request += 1;
    const asked = request;
    locks
      .request(name, { steal }, async () => {
        if (isLeft || asked !== request) return;
        changed(true);
        await new Promise<void>((resolve) => (release = resolve));
      })
      .catch(() => {
        // Another tab has taken it; this one is next in line again.
        if (isLeft || asked !== request) return;
        changed(false);
        ask(false);
      });
  };
  ask(false);
  return {
    claim: () => ask(true),
    leave: () => {
      isLeft = true;
      release?.();
    },
  };
};
