import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

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

// It is only ever built to be used. Half of React would be another one where something else is asked for, as test runners do.
process.env['NODE_ENV'] = 'production';

/** `<causerie-room>` as one script to put on any page: `causerie-room.js`, its styles, and what it loads when it is wanted. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), forShadowRoot],
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
