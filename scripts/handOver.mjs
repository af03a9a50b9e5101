import { installWhatIsMissing } from './install.mjs';

const commands = ['start', 'test', 'check', 'bench', 'attack', 'rules', 'mutate', 'screenshots', 'deploy'];

/**
 * Gets the folder ready and runs scripts/<command>.ts, whose `main` answers with the exit code.
 *
 * @param {string | undefined} command
 * @param {readonly string[]} args
 */
export const handOver = async (command, args) => {
  // When the terminal closes, what we still say on the way out goes nowhere; that must not stop the way out.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

  if (command === undefined || !commands.includes(command)) {
    console.error(`Usage: node scripts/run.mjs ${commands.join('|')} [arguments]`);
    process.exit(1);
  }
  if (!(await installWhatIsMissing())) process.exit(1);

  const { register } = await import('tsx/esm/api');
  register();
  process.exit(await (await load(command))(args));
};

/**
 * A command that does not load has, most often, a mistake in a source that is being written just now.
 *
 * @param {string} command
 * @returns {Promise<(args: readonly string[]) => Promise<number>>}
 */
const load = async (command) => {
  try {
    return (await import(`./${command}.ts`)).main;
  } catch (error) {
    const { describeFailure } = await import('./describeFailure.ts');
    console.error(describeFailure(error instanceof Error ? (error.stack ?? error.message) : String(error)));
    return async () => 1;
  }
};
