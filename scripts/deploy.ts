import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { buildForDeployment, deployedFolders } from './deploy/buildForDeployment.ts';
import { readCandidate } from './deploy/candidate.ts';
import { firebaseCli } from './deploy/firebaseTools.ts';
import { guard } from './deploy/guard.ts';
import { type DeployOptions, readOptions } from './deploy/options.ts';
import { printPlan, printRefusals } from './deploy/plan.ts';
import { howToSignIn, isSignedIn } from './deploy/signIn.ts';
import { interruptibly } from './interruption.ts';
import { createProgress, type Progress } from './progress.mjs';
import { keep, root } from './root.ts';

/** Tells the guard in firebase.json's hooks that it has looked at just this already. */
const guardedVariable = 'CAUSERIE_GUARDED';

/**
 * `npm run deploy` builds, has the guard look at everything, and only then calls `firebase deploy`. `--dry-run` shows the plan
 * and the guard's verdict, without touching anything and without an account. Whoever calls `firebase deploy` directly
 * meets the same guard: firebase.json runs it (`--check`) before each part.
 */
export const main = async (args: readonly string[]): Promise<number> => {
  const options = readOptions(args);
  if ('failure' in options) {
    console.error(options.failure);
    return 1;
  }
  if (options.extent === 'check' && process.env[guardedVariable] !== undefined) return 0;
  return interruptibly(() => run(options));
};

const run = async ({ project: wanted, extent }: DeployOptions): Promise<number> => {
  const progress = createProgress();
  // A plan leaves no trace, also not in the folders that a running `npm start` uses.
  const scratch = join(keep, `deploy-${process.pid}`);
  const removeScratch = (): void => rmSync(scratch, { recursive: true, force: true });
  process.once('exit', removeScratch);
  const inScratch = relative(root, scratch);
  const folders =
    extent === 'plan' ? { web: `${inScratch}/web`, functions: `${inScratch}/functions` } : deployedFolders;

  const built = await buildForDeployment(folders, progress);
  // firebase-tools names its project to the hooks.
  const hooked = extent === 'check' ? process.env['GCLOUD_PROJECT'] : undefined;
  const candidate = readCandidate(wanted ?? hooked, built);
  const refusals = guard(candidate, new Date());

  console.log(`\nTo be deployed:\n${printPlan(candidate)}\n`);
  if (refusals.length > 0) {
    const count = refusals.length === 1 ? 'one reason' : `${refusals.length} reasons`;
    console.error(`Refused, for ${count}:\n${printRefusals(refusals)}\n\nNothing was deployed.`);
    return 1;
  }
  console.log('The guard has nothing against it.');
  if (extent !== 'deploy' || !candidate.project.ok) {
    if (extent === 'plan') console.log('This was a dry run: nothing was deployed.');
    return 0;
  }
  return deploy(candidate.project.id, candidate.commit ?? '', progress);
};

const deploy = async (project: string, commit: string, progress: Progress): Promise<number> => {
  const step = progress.step('Looking who is signed in to Google');
  if (!(await isSignedIn())) {
    step.fail();
    console.error(`${howToSignIn}\nNothing was deployed.`);
    return 1;
  }
  step.done();
  const { code } = await firebaseDeploy(project, commit);
  console.log(
    code === 0
      ? `\nDeployed: https://${project}.web.app`
      : '\nfirebase-tools did not finish; what it deployed before that stays. Its reason stands above: run the same command again when that is put right.',
  );
  return code;
};

/** Hands the terminal over: firebase-tools may have something to ask. */
const firebaseDeploy = async (project: string, commit: string): Promise<{ readonly code: number }> => {
  const args = ['deploy', '--project', project, '--only', 'database,functions,hosting', '--message', commit];
  const child = spawn(process.execPath, [join(root, firebaseCli), ...args], {
    cwd: root,
    env: { ...process.env, [guardedVariable]: '1' },
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return { code: code ?? 1 };
};
