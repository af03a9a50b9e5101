import type { FirebaseApp } from 'firebase/app';

type TokenListener = (token: string | null) => void;

/**
 * Stands where `firebase/auth` registers itself with an app, so that the database SDK can be told of a sign-in, a
 * sign-out and a new token while it is connected, without an auth server.
 */
export class TokenSource {
  readonly #listeners = new Set<TokenListener>();
  #token: string | null = null;
  #renewed: string | undefined;

  constructor(app: FirebaseApp) {
    const auth = {
      getToken: async (force: boolean) => {
        if (force && this.#renewed !== undefined) this.#token = this.#renewed;
        return this.#token === null ? null : { accessToken: this.#token };
      },
      getUid: () => null,
      addAuthTokenListener: (listener: TokenListener) => void this.#listeners.add(listener),
      removeAuthTokenListener: (listener: TokenListener) => void this.#listeners.delete(listener),
    };
    (app as unknown as AppWithComponents).container.addOrOverwriteComponent({
      name: 'auth-internal',
      instanceFactory: () => auth,
      type: 'PRIVATE',
      multipleInstances: false,
      serviceProps: {},
      instantiationMode: 'LAZY',
      onInstanceCreated: null,
    });
  }

  signIn(uid: string, claims: object = {}): void {
    this.use(unsignedToken({ iat: 0, exp: 3600, sub: uid, user_id: uid, ...claims }));
  }

  /** What the SDK gets when its token was refused or is over, and it asks for a new one. */
  renewWith(uid: string, claims: object): void {
    this.#renewed = unsignedToken({ sub: uid, user_id: uid, ...claims });
  }

  signOut(): void {
    this.use(null);
  }

  use(token: string | null): void {
    this.#token = token;
    for (const listener of this.#listeners) listener(token);
  }
}

interface AppWithComponents {
  readonly container: { addOrOverwriteComponent(component: object): void };
}

/** A token as the Auth emulator makes them: nobody signs it, and nobody checks. */
export const unsignedToken = (claims: object): string =>
  [{ alg: 'none', type: 'JWT' }, claims].map(encode).join('.') + '.';

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
