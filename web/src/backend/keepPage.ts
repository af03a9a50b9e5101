const worker = '/offline.js';

/** The policy of the page asks for whatever runs code to come from a named place of ours. */
const trusted = (): string => {
  const { trustedTypes } = window as WindowWithTrustedTypes;
  const policy = trustedTypes?.createPolicy('causerie-worker', { createScriptURL: () => worker });
  return policy?.createScriptURL(worker) ?? worker;
};

type WindowWithTrustedTypes = Window & {
  readonly trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createScriptURL: (address: string) => string },
    ): { createScriptURL(address: string): string };
  };
};

/**
 * Has the browser keep the page as it is now, so that it opens without a network. Rejects where that cannot be had, such as in
 * private windows.
 */
export const keepPage = async (): Promise<void> => {
  if (!('serviceWorker' in navigator)) return;
  await navigator.serviceWorker.register(trusted(), { scope: '/' });
  const { active } = await navigator.serviceWorker.ready;
  const loaded = performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && !pathname.startsWith('/__/'))
    .map(({ pathname }) => pathname);
  const page = document.querySelector<HTMLScriptElement>('script[type=module][src]')?.src ?? '';
  // A worker of one's own, unlike a window, has no target to name.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  active?.postMessage({ page, addresses: [...new Set(['/', ...loaded])] });
};
