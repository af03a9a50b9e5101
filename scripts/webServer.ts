import { join } from 'node:path';
import { createLogger, createServer, type ViteDevServer } from 'vite';
import { webEmulators } from './buildWeb.ts';
import { host, type Ports } from './ports.ts';
import { root } from './root.ts';

/**
 * Serves the page with Vite, in this process, so that it cannot outlive it or die unseen.
 *
 * @param say prints a warning or an error where a person sees it
 */
export const startWebServer = async (ports: Ports, say: (text: string) => void): Promise<ViteDevServer> => {
  // Vite hands variables with this prefix to the page.
  process.env['VITE_CAUSERIE_EMULATORS'] = webEmulators(ports);
  const logger = createLogger('warn', { allowClearScreen: false });
  const server = await createServer({
    root: join(root, 'web'),
    configFile: join(root, 'web', 'vite.config.ts'),
    customLogger: { ...logger, warn: say, warnOnce: say, error: say },
    clearScreen: false,
    server: { host, port: ports.web, strictPort: true, warmup: { clientFiles: ['./src/main.tsx'] } },
  });
  await server.listen();
  return server;
};
