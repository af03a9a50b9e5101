import { describeFailure } from './describeFailure.ts';
import { host, type Ports } from './ports.ts';
import { programs, runNode } from './runNode.ts';

/** What the page is told about the emulators: `VITE_CAUSERIE_EMULATORS`, baked into it. */
export const webEmulators = (ports: Ports): string =>
  JSON.stringify({
    auth: `http://${host}:${ports.auth}`,
    database: { host, port: ports.database },
  });

/**
 * Builds the page as it is deployed, except that it talks to the emulators on these ports.
 *
 * @param folder where to, relative to the project
 * @throws when the build fails, with a sentence that says where
 */
export const buildWebForEmulators = async (ports: Ports, folder: string): Promise<void> => {
  const { code, output } = await runNode(
    programs.vite,
    ['build', 'web', '--outDir', `../${folder}`, '--emptyOutDir', '--logLevel', 'warn'],
    // Tests run with another NODE_ENV, by which the page would be built for developers.
    { env: { VITE_CAUSERIE_EMULATORS: webEmulators(ports), NODE_ENV: 'production' } },
  );
  if (code !== 0) throw new Error(describeFailure(output));
};
