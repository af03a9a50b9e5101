import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describeFailure } from '../describeFailure.ts';
import { programs, runNode } from '../runNode.ts';

/** Files that a module loads before it runs. What it loads later, by `import()`, is not initial. */
const staticImports =
  /(?:^|[;}\s])(?:import|export)\s*(?:[^'"();]*?\bfrom\s*)?["'](\.{1,2}\/[^"']+\.js)["']/g;

/** The page waits for the words of one language, which are files of their own. */
const words = /import\(\s*["'`](\.\/(?:en|fr)-[^"'`]+\.js)["'`]\s*\)/g;

/** The addresses in a file, as they are seen from the page. */
const addressesIn = (text: string, pattern: RegExp, from: string): readonly string[] =>
  Array.from(
    text.matchAll(pattern),
    ([, found = '']) => new URL(found, new URL(from, 'http://page')).pathname,
  );

/**
 * How many scripts a browser loads before the page shows anything, without the words, and the bytes of all of it, compressed as
 * gzip does. `read` gives a file of the built page by its address, which begins with a slash.
 */
export const weighInitialJavaScript = async (
  read: (address: string) => Promise<Buffer>,
): Promise<{ readonly files: number; readonly bytes: number }> => {
  const gzipped = async (address: string): Promise<number> =>
    gzipSync(await read(address), { level: 9 }).length;
  const page = (await read('/index.html')).toString();
  const files = new Set(addressesIn(page, /(?:src|href)="([^"]+\.js)"/g, '/'));
  const tables = new Set<string>();
  for (const file of files) {
    const text = (await read(file)).toString();
    for (const imported of addressesIn(text, staticImports, file)) files.add(imported);
    for (const table of addressesIn(text, words, file)) tables.add(table);
  }
  if (files.size === 0 || tables.size === 0)
    throw new Error(
      `The page names ${files.size} scripts, and these ${tables.size} tables of words: it is built otherwise than is measured here.`,
    );
  const code = await Promise.all([...files].map(gzipped));
  // The longest counts.
  const spoken = Math.max(...(await Promise.all([...tables].map(gzipped))));
  return { files: files.size, bytes: code.reduce((sum, size) => sum + size, spoken) };
};

/** Of the page built as it is deployed. */
export const measureInitialJavaScript = async (): Promise<readonly (readonly [string, string])[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'causerie-size-'));
  try {
    const { code, output } = await runNode(programs.vite, [
      'build',
      'web',
      '--outDir',
      folder,
      '--emptyOutDir',
      '--logLevel',
      'warn',
    ]);
    if (code !== 0) throw new Error(describeFailure(output));
    const { files, bytes } = await weighInitialJavaScript((address) => readFile(join(folder, address)));
    return [
      [
        `initial JavaScript, gzip, ${files} file${files === 1 ? '' : 's'} and the words of one language`,
        `${(bytes / 1024).toFixed(1)} KiB`,
      ],
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
