import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describeFailure } from './describeFailure.ts';
import type { Progress } from './progress.mjs';
import { keep, root } from './root.ts';
import { programs, runNode } from './runNode.ts';

interface Target {
  readonly label: string;
  /** The folder with the Vite configuration. */
  readonly folder: string;
  /** Everything the result depends on, besides the packages. */
  readonly sources: readonly string[];
  readonly result: string;
}

const targets = {
  emulator: {
    label: 'Building the database emulator',
    folder: 'emulator',
    sources: ['emulator'],
    result: 'emulator/dist/main.js',
  },
  functions: {
    label: 'Building the functions',
    folder: 'functions',
    // The contract is bundled into them, so that the folder can be deployed alone.
    sources: ['functions', 'contract'],
    result: 'functions/lib/index.js',
  },
} as const satisfies Record<string, Target>;

export type BuildName = keyof typeof targets;

const made = new Set(['node_modules', 'dist', 'lib']);

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !made.has(name) && !name.startsWith('.') && !name.includes('.test.'))
    .flatMap((entry) =>
      entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
    );

/** The same for the same contents, whatever the dates of the files: a checkout changes those. */
const fingerprint = ({ sources }: Target): string => {
  const hash = createHash('sha256');
  const files = sources.flatMap((source) => filesBelow(join(root, source))).toSorted();
  for (const file of [join(root, 'package-lock.json'), ...files]) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
};

const stampOf = (name: BuildName): string => join(keep, 'built', name);

const isFresh = (name: BuildName): boolean =>
  existsSync(join(root, targets[name].result)) &&
  existsSync(stampOf(name)) &&
  readFileSync(stampOf(name), 'utf8') === fingerprint(targets[name]);

/** Remembers that what is built now belongs to the sources as they are now. */
const markBuilt = (name: BuildName): void => {
  mkdirSync(join(keep, 'built'), { recursive: true });
  writeFileSync(stampOf(name), fingerprint(targets[name]));
};

const build = async (name: BuildName, progress: Progress): Promise<void> => {
  const { label, folder } = targets[name];
  const step = progress.step(label);
  const { code, output } = await runNode(programs.vite, ['build', folder, '--logLevel', 'warn']);
  if (code !== 0) {
    step.fail();
    throw new Error(describeFailure(output));
  }
  markBuilt(name);
  step.done();
};

/**
 * Builds what is missing or older than its sources.
 *
 * @throws when a build fails, with a sentence that says where
 */
export const buildWhatIsStale = async (names: readonly BuildName[], progress: Progress): Promise<void> => {
  await Promise.all(names.filter((name) => !isFresh(name)).map((name) => build(name, progress)));
};
