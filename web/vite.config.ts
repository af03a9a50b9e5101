import { defineConfig } from 'vite';
import { preactForReact } from './preactForReact.ts';

/**
 * The page must work under a strict Content-Security-Policy, so nothing is inlined into it: no scripts, no styles,
 * no `data:` assets, no module-preload helper.
 */
export default defineConfig({
  root: import.meta.dirname,
  resolve: { alias: preactForReact },
  build: {
    // The first versions with everything the styles rely on (nesting, :has(), oklch(), dynamic viewport units).
    target: ['chrome111', 'edge111', 'firefox121', 'safari16.4'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // What every page loads is one file: in ten it packs several kilobytes worse, because each is packed by itself.
        codeSplitting: { groups: [{ name: 'initial', tags: ['$initial'] }] },
      },
    },
  },
});
