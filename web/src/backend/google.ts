import { openGoogleChannel } from './googleReturn.ts';

/**
 * Signing in with Google, without any script of Google's in the page: a window of its own goes to Google and comes back to this page
 * with a signed statement of who it was (OpenID Connect, implicit flow), which it passes on and closes. So the page's security policy needs
 * no exception, and the page stays isolated from the window (`Cross-Origin-Opener-Policy`), which is why they talk over a channel.
 */

/** The project's OAuth client, without which there is no such way in. With the emulators there is, and no Google behind it. */
const clientId = import.meta.env.VITE_CAUSERIE_GOOGLE_CLIENT_ID;
export const googleIsEmulated = (import.meta.env.VITE_CAUSERIE_EMULATORS ?? '') !== '';
export const googleIsOffered = googleIsEmulated || (clientId ?? '') !== '';

/** What the auth emulator takes for a statement of Google's. */
export const emulatedIdToken = (email: string): string =>
  JSON.stringify({ sub: email.toLowerCase(), email, email_verified: true });

/** Where Google asks somebody who they are. `state` and `nonce` tie the answer to this question. */
export const googleAddress = (client: string, origin: string, state: string, nonce: string): string => {
  const address = new URL('https://accounts.google.com/o/oauth2/v2/auth');
  address.search = new URLSearchParams({
    client_id: client,
    redirect_uri: `${origin}/`,
    response_type: 'id_token',
    scope: 'openid email',
    prompt: 'select_account',
    state,
    nonce,
  }).toString();
  return address.href;
};

/** `unrelated`: not an answer to this question. `declined`: an answer, and not a yes. */
export type GoogleAnswer = { readonly idToken: string } | 'declined' | 'unrelated';

/** Reads what stands in the address that Google returns to, after the `#`. The signature is Firebase's to check. */
export const readGoogleAnswer = (hash: string, state: string, nonce: string): GoogleAnswer => {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  if (given.get('state') !== state) return 'unrelated';
  const idToken = given.get('id_token') ?? '';
  return nonceOf(idToken) === nonce ? { idToken } : 'declined';
};

const nonceOf = (idToken: string): unknown => {
  try {
    const claims = (idToken.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    return (JSON.parse(atob(claims)) as { readonly nonce?: unknown } | null)?.nonce;
  } catch {
    return undefined;
  }
};

/** Asks Google. To be called from a press, or the browser opens no window. Aborting gives up waiting: whether the window was closed cannot be seen. */
export const askGoogle = (
  signal: AbortSignal,
): Promise<{ readonly idToken: string } | 'declined' | 'blocked' | 'aborted'> => {
  const state = crypto.randomUUID();
  const nonce = crypto.randomUUID();
  const asked = window.open(
    googleAddress(clientId ?? '', location.origin, state, nonce),
    'causerie-google',
    'popup,width=480,height=680',
  );
  if (asked === null) return Promise.resolve('blocked');
  const channel = openGoogleChannel();
  return new Promise<{ readonly idToken: string } | 'declined' | 'aborted'>((resolve) => {
    signal.addEventListener('abort', () => resolve('aborted'));
    channel.addEventListener('message', ({ data }) => {
      const answer = readGoogleAnswer(String(data), state, nonce);
      if (answer !== 'unrelated') resolve(answer);
    });
  }).finally(() => channel.close());
};
