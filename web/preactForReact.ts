import { join } from 'node:path';

/**
 * The page is written for React and runs on Preact, which does the same in a tenth of the size: a third of what a browser had to
 * fetch before anybody could read was React. What a page made with React takes from `src/embed/` runs on the React of that page.
 */
export const preactForReact = [
  { find: /^react$/, replacement: 'preact/compat' },
  { find: /^react-dom$/, replacement: 'preact/compat' },
  { find: /^react-dom\/client$/, replacement: join(import.meta.dirname, 'preactClient.ts') },
  { find: /^react\/jsx-runtime$/, replacement: 'preact/jsx-runtime' },
  { find: /^react\/jsx-dev-runtime$/, replacement: 'preact/jsx-dev-runtime' },
];
