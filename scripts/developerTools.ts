import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Plugin, ViteDevServer } from 'vite';
import { host, type Ports } from './ports.ts';
import { root } from './root.ts';
import { namespace } from './suite.ts';

/** A text that a function turned into html, step by step; or html that it cleaned. */
interface Rendered {
  /** The text as it was parsed. */
  readonly tidied?: string;
  /** What Markdown made of it, and what the sanitiser left of that. */
  readonly made?: string;
  readonly cleaned?: string;
  /** Why there is no html. */
  readonly refused?: string;
}

/** What is used of the functions, which are loaded as they stand in the folder: edits take effect. */
interface FunctionsParts {
  readonly renderMessage: (
    text: string,
    sanitize: (html: string) => string,
  ) => { readonly html: string } | { readonly refused: { readonly reason: string } };
  readonly normalise: (text: string) => string;
  readonly loadSanitizer: () => Promise<(html: string) => string>;
}

/** More than any message, and little enough to be parsed at once. */
const askedMax = 64 * 1024;

/**
 * What the developer panel asks of the server that serves the page: why the emulator refused something, and what the functions
 * make of a text. Vite lets neither be read by a page of another site.
 */
export const developerTools = (ports: Ports): Plugin => ({
  name: 'causerie:developer-tools',
  apply: 'serve',
  configureServer: (server) => {
    server.middlewares.use('/__developer', (request, response) => {
      answer(server, ports, request).then(
        (value) => send(response, 200, value),
        (error: unknown) => send(response, 500, { problem: (error as Error).message }),
      );
    });
  },
});

const send = (response: ServerResponse, status: number, value: unknown): void => {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(value));
};

const answer = async (server: ViteDevServer, ports: Ports, request: IncomingMessage): Promise<unknown> => {
  const { method, url = '', headers } = request;
  if (method === 'GET' && url === '/denials') return denials(ports);
  // A form of another site cannot send this type without having been allowed to.
  if (method === 'POST' && url === '/render' && headers['content-type'] === 'application/json') {
    return render(
      server,
      JSON.parse(await textOf(request)) as { readonly text?: unknown; readonly html?: unknown },
    );
  }
  throw new Error(
    `${method ?? ''} ${url} is nothing that is answered here: GET /denials or POST /render is.`,
  );
};

/** Google's emulator keeps none. */
const denials = async (ports: Ports): Promise<unknown> => {
  const address = `http://${host}:${ports.database}/.inspect/denials.json?ns=${namespace}`;
  const response = await fetch(address, { headers: { Authorization: 'Bearer owner' } });
  if (!response.ok) throw new Error(`The database answered ${response.status} when asked for its denials.`);
  return response.json();
};

const textOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request) {
    bytes += (part as Buffer).length;
    if (bytes > askedMax) throw new Error(`The text is longer than ${askedMax} bytes.`);
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts).toString();
};

const render = async (
  server: ViteDevServer,
  { text, html }: { readonly text?: unknown; readonly html?: unknown },
): Promise<Rendered> => {
  const { renderMessage, normalise, loadSanitizer } = await loadParts(server);
  const sanitize = await loadSanitizer();
  if (typeof html === 'string') return { made: html, cleaned: sanitize(html) };
  if (typeof text !== 'string') throw new Error('Expected {"text": string} or {"html": string}.');
  let made: string | undefined;
  const rendering = renderMessage(text, (given) => {
    made = given;
    return sanitize(given);
  });
  return {
    tidied: normalise(text),
    ...(made !== undefined && { made }),
    ...('html' in rendering ? { cleaned: rendering.html } : { refused: rendering.refused.reason }),
  };
};

const loadParts = async (server: ViteDevServer): Promise<FunctionsParts> => {
  const files = ['renderMessage.ts', 'normalise.ts', 'sanitizeHtml.ts'];
  const loaded = await Promise.all(
    files.map((file) => server.ssrLoadModule(join(root, 'functions', 'src', 'messages', file))),
  );
  return Object.assign({}, ...loaded) as FunctionsParts;
};
