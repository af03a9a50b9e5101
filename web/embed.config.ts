import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { preactForReact } from './preactForReact.ts';

/** In a shadow root, what holds for the whole page holds for the element: its rules lose against those of the page around it, which so can theme it. */
const forShadowRoot: Plugin = {
  name: 'causerie:for-shadow-root',
  enforce: 'post',
  generateBundle(_options, bundle) {
    for (const asset of Object.values(bundle)) {
      if (asset.type !== 'asset' || !asset.fileName.endsWith('.css')) continue;
      asset.source = String(asset.source)
        .replaceAll(':root', ':host')
        .replaceAll(/(^|[}\s])body\s*\{/g, '$1.embed{');
    }
  },
};

// It is only ever built to be used, also by test runners, which ask for something else.
process.env['NODE_ENV'] = 'production';

/** `<causerie-room>` as one script to put on any page: `causerie-room.js`, its styles, and what it loads when it is wanted. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [forShadowRoot],
  resolve: { alias: preactForReact },
  publicDir: false,
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    outDir: 'dist/embed',
    target: ['chrome111', 'edge111', 'firefox121', 'safari16.4'],
    reportCompressedSize: false,
    lib: {
      entry: join(import.meta.dirname, 'src/embed/element.ts'),
      formats: ['es'],
      fileName: 'causerie-room',
      cssFileName: 'causerie-room',
    },
  },
});
