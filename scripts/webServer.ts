import { createServer as createHttpServer } from 'node:http';
import { join } from 'node:path';
import { createLogger, createServer, type ViteDevServer } from 'vite';
import { webEmulators } from './buildWeb.ts';
import { developerTools } from './developerTools.ts';
import { host, type Ports } from './ports.ts';
import { root } from './root.ts';
import { projectId } from './suite.ts';

export interface WebServer {
  readonly watcher: ViteDevServer['watcher'];
  close(): Promise<void>;
}

/**
 * Serves the page with Vite, in this process, so that it cannot outlive it or die unseen. The HTTP server is ours:
 * Vite's own would end the process at the first SIGTERM, and with it the saving of the data.
 *
 * @param say prints a warning or an error where a person sees it
 */
export const startWebServer = async (ports: Ports, say: (text: string) => void): Promise<WebServer> => {
  // Vite hands variables with this prefix to the page.
  process.env['VITE_CAUSERIE_EMULATORS'] = webEmulators(ports);
  const http = createHttpServer();
  const logger = createLogger('warn', { allowClearScreen: false });
  const vite = await createServer({
    root: join(root, 'web'),
    configFile: join(root, 'web', 'vite.config.ts'),
    customLogger: { ...logger, warn: say, warnOnce: say, error: say },
    clearScreen: false,
    plugins: [developerTools(ports)],
    server: {
      middlewareMode: true,
      hmr: { server: http },
      warmup: { clientFiles: ['./src/main.tsx'] },
      // What Hosting does with these addresses once deployed.
      proxy: {
        '^/api/': {
          target: `http://${host}:${ports.functions}/${projectId}/us-central1`,
          rewrite: (path) => path.slice('/api'.length),
        },
      },
    },
  });
  http.on('request', vite.middlewares);
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(ports.web, host, resolve);
  });
  return {
    watcher: vite.watcher,
    close: async () => {
      http.close();
      http.closeAllConnections();
      await vite.close();
    },
  };
};
