import { defineConfig, type Plugin } from 'vite';

/** One file for all: nothing is fetched besides it, so that it works offline and under a policy made of two hashes. */
const intoOneFile: Plugin = {
  name: 'into-one-file',
  enforce: 'post',
  generateBundle(_options, bundle) {
    const html = bundle['index.html'];
    if (html?.type !== 'asset') throw new Error('There is no index.html to put the rest into.');
    let text = String(html.source);
    for (const [file, output] of Object.entries(bundle)) {
      if (output.type === 'chunk') {
        const script = output.code.replaceAll('</script', '<\\/script');
        text = text
          .replace(new RegExp(`\\s*<script[^>]*${file}[^>]*></script>`), '')
          .replace('</body>', () => `<script type="module">${script}</script>\n  </body>`);
      } else if (file.endsWith('.css')) {
        const styles = String(output.source).replaceAll('</style', '<\\/style');
        text = text.replace(new RegExp(`<link[^>]*${file}[^>]*>`), () => `<style>${styles}</style>`);
      } else continue;
      delete bundle[file];
    }
    html.source = text;
  },
};

/** The inspector's page. `vite build emulator` builds it along with the rest. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [intoOneFile],
  build: {
    target: ['chrome111', 'edge111', 'firefox121', 'safari16.4'],
    assetsInlineLimit: 100_000,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { output: { codeSplitting: false } },
  },
});
