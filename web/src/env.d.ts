/// <reference types="vite/client" />

interface ImportMetaEnv {
  /**
   * Where the local emulators are, as JSON: `{"auth":"http://127.0.0.1:9099","database":{"host":"127.0.0.1","port":9000}}`.
   * Baked in by builds for development and tests; absent from a build that will be deployed.
   */
  readonly VITE_CAUSERIE_EMULATORS?: string;
}
