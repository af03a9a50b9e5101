export interface DeployOptions {
  /** An id or an alias, as it was typed. */
  readonly project: string | undefined;
  /**
   * `plan` shows what would happen and touches nothing; `check` builds and judges, and is what `firebase deploy` runs
   * before each of its parts; `deploy` does all of it.
   */
  readonly extent: 'plan' | 'check' | 'deploy';
}

const usage =
  'npm run deploy -- [--project <id or alias>] [--dry-run]: without --dry-run it builds, checks and deploys; with it, it only shows the plan.';

/** Reads the command line; a failure is a sentence for whoever typed it. */
export const readOptions = (args: readonly string[]): DeployOptions | { readonly failure: string } => {
  let project: string | undefined;
  let extent: DeployOptions['extent'] = 'deploy';
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '--dry-run') extent = 'plan';
    else if (arg === '--check') extent = 'check';
    else if (arg === '--project') project = rest.shift() ?? '';
    else if (arg.startsWith('--project=')) project = arg.slice('--project='.length);
    else return { failure: `${arg} is not known here. ${usage}` };
    if (project === '' || project?.startsWith('-') === true)
      return { failure: `--project needs an id or an alias. ${usage}` };
  }
  return { project, extent };
};
