import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vite';

/** Decisions about App Check, project by project. The deployment guard sees to it that there is one, and that it is complete. */
const decisions = join(import.meta.dirname, '..', 'app-check.json');
const appCheckProjects = existsSync(decisions)
  ? Object.entries(JSON.parse(readFileSync(decisions, 'utf8')) as Readonly<Record<string, unknown>>)
      .filter(([, decision]) => (Object(decision) as { readonly enforced?: unknown }).enforced === true)
      .map(([project]) => project)
  : [];

/**
 * One file, with the contract in it and every registry package left outside, so that `functions/` can be deployed by itself: there
 * `npm ci` brings the packages and knows nothing of this workspace.
 */
export default defineConfig({
  root: import.meta.dirname,
  define: { APP_CHECK_PROJECTS: JSON.stringify(JSON.stringify(appCheckProjects)) },
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
