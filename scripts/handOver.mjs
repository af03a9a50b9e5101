import { installWhatIsMissing } from './install.mjs';

const commands = ['start', 'test', 'check', 'bench', 'rules', 'deploy'];

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
  const { main } = await import(`./${command}.ts`);
  process.exit(await main(args));
};
