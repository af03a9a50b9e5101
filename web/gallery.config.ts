import { join } from 'node:path';
import { defineConfig, mergeConfig } from 'vite';
import page from './vite.config.ts';

/** The gallery, `gallery.html`: a page of its own, so that nothing of it is in the one that is deployed. */
export default mergeConfig(
  page,
  defineConfig({ build: { rolldownOptions: { input: join(import.meta.dirname, 'gallery.html') } } }),
);
