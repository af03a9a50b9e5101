/// <reference types="vite/client" />

interface ImportMetaEnv {
  /**
   * Where the local emulators are, as JSON: `{"auth":"http://127.0.0.1:9099","database":{"host":"127.0.0.1","port":9000}}`.
   * Baked in by builds for development and tests; absent from a build that will be deployed.
   */
  readonly VITE_CAUSERIE_EMULATORS?: string;
  /** The OAuth client of the project, by which people sign in with Google. Kept in `web/.env.production`; without it there is no such button. */
  readonly VITE_CAUSERIE_GOOGLE_CLIENT_ID?: string;
}
