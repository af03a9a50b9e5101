import { describeFailure } from '../describeFailure.ts';
import type { Progress } from '../progress.mjs';
import { programs, runNode } from '../runNode.ts';

/** What was built. Folders are relative to the project. */
export interface Built {
  readonly web: string;
  readonly functions: string;
  /** A sentence for each part that could not be built. */
  readonly failures: readonly string[];
}

/** Where firebase.json looks for them. */
export const deployedFolders = { web: 'web/dist', functions: 'functions/lib' } as const;

/**
 * Nothing of a development environment gets into the build: no setting that Vite would bake in, and no other mode. Empty wins over what a
 * .env file says; absent would not.
 */
const cleanEnvironment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(
    Object.keys(process.env)
      .filter((name) => name.startsWith('VITE_') || name === 'NODE_ENV')
      .map((name) => [name, undefined]),
  ),
  VITE_CAUSERIE_EMULATORS: '',
});

/** Builds the page and the functions as they are deployed, into these folders. */
export const buildForDeployment = async (
  folders: { readonly web: string; readonly functions: string },
  progress: Progress,
): Promise<Built> => {
  const step = progress.step('Building the page and the functions');
  const env = cleanEnvironment();
  const outcomes = await Promise.all(
    (['web', 'functions'] as const).map((name) =>
      runNode(
        programs.vite,
        ['build', name, '--outDir', `../${folders[name]}`, '--emptyOutDir', '--logLevel', 'warn'],
        { env },
      ),
    ),
  );
  const failures = outcomes.filter(({ code }) => code !== 0).map(({ output }) => describeFailure(output));
  if (failures.length === 0) step.done();
  else step.fail();
  return { ...folders, failures };
};
