import { defineConfig } from 'vite';

/** `ws` tries these two native accelerators and goes on without them. */
const optionalNatives = ['bufferutil', 'utf-8-validate'];

/**
 * The command and the API, with everything they need but Node: firebase-tools starts the command in place of `java`,
 * wherever it is, and the package has no dependencies.
 */
export default defineConfig({
  ssr: { noExternal: true, external: optionalNatives },
  build: {
    ssr: true,
    outDir: 'dist',
    target: 'node20',
    rolldownOptions: {
      input: { main: 'src/main.ts', index: 'src/index.ts' },
      output: { chunkFileNames: '[name].js' },
      external: optionalNatives,
    },
  },
});
