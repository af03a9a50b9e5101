import { defineConfig } from 'vite';

/** `ws` tries these two native accelerators and goes on without them. */
const optionalNatives = ['bufferutil', 'utf-8-validate'];

/**
 * The emulator as one file that needs nothing but Node: firebase-tools starts it in place of `java`, wherever it is.
 */
export default defineConfig({
  ssr: { noExternal: true, external: optionalNatives },
  build: {
    ssr: 'src/main.ts',
    outDir: 'dist',
    target: 'node20',
    rolldownOptions: { external: optionalNatives },
  },
});
