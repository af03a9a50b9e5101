import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describeFailure } from '../describeFailure.ts';
import { programs, runNode } from '../runNode.ts';

/** Files that a module loads before it runs. What it loads later, by `import()`, is not initial. */
const staticImports =
  /(?:^|[;}\s])(?:import|export)\s*(?:[^'"();]*?\bfrom\s*)?["'](\.{1,2}\/[^"']+\.js)["']/g;

const filesOf = (folder: string): readonly string[] => {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const files = [...page.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, file = '']) =>
    join(folder, file),
  );
  for (const file of files) {
    for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(staticImports)) {
      const imported = join(dirname(file), specifier);
      if (!files.includes(imported)) files.push(imported);
    }
  }
  return [...new Set(files)];
};

const gzipped = (file: string): number => gzipSync(readFileSync(file), { level: 9 }).length;

/** The page waits for the words of one language, which are files of their own. The longest counts. */
const wordsOf = (folder: string): number =>
  Math.max(
    ...readdirSync(join(folder, 'assets'))
      .filter((file) => /^(en|fr)-[^.]+\.js$/.test(file))
      .map((file) => gzipped(join(folder, 'assets', file))),
  );

/** What a browser must load before the page shows anything, built as it is deployed. */
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
    const files = filesOf(folder);
    const total = files.map(gzipped).reduce((sum, size) => sum + size, wordsOf(folder));
    return [
      [
        `initial JavaScript, gzip, ${files.length} file${files.length === 1 ? '' : 's'} and the words of one language`,
        `${(total / 1024).toFixed(1)} KiB`,
      ],
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
