import { defineConfig } from 'vite';

/**
 * One file, with the contract in it and every registry package left outside, so that `functions/` can be deployed by itself: there
 * `npm ci` brings the packages and knows nothing of this workspace.
 */
export default defineConfig({
  root: import.meta.dirname,
  build: {
    ssr: 'src/index.ts',
    outDir: 'lib',
    emptyOutDir: true,
    // The deployed runtime is Node 22; the emulator also runs this file on Node 20.
    target: 'node20',
    sourcemap: true,
    minify: false,
  },
  ssr: { noExternal: ['@causerie/contract'] },
});
