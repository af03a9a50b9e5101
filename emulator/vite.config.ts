import { fileURLToPath } from 'node:url';
import { build, defineConfig, type Plugin, type Rollup } from 'vite';

/** The inspector's page, a build of its own for browsers: one file beside the others. */
const withInspector: Plugin = {
  name: 'with-inspector',
  async generateBundle() {
    const configFile = fileURLToPath(new URL('inspector/vite.config.ts', import.meta.url));
    const built = await build({ configFile, logLevel: 'error', build: { write: false } });
    const { output } = built as Rollup.RollupOutput;
    const page = output.find(({ fileName }) => fileName === 'index.html');
    if (page?.type !== 'asset') throw new Error('The inspector was not built into one file.');
    this.emitFile({ type: 'asset', fileName: 'inspector.html', source: page.source });
  },
};

/**
 * The command and the API, with everything they need but Node: firebase-tools starts the command in place of `java`,
 * wherever it is, and the package has no dependencies.
 */
export default defineConfig({
  plugins: [withInspector],
  ssr: { noExternal: true },
  build: {
    ssr: true,
    outDir: 'dist',
    target: 'node20',
    rolldownOptions: {
      input: { main: 'src/main.ts', index: 'src/index.ts' },
      output: { chunkFileNames: '[name].js' },
    },
  },
});
