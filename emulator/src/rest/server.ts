import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Databases } from '../engine/databases.ts';
import { handle } from './handle.ts';
import type { RestRequest } from './request.ts';
import { respondError, type RestResponse } from './response.ts';

export interface RestOptions {
  readonly databases: Databases;
  readonly log: (line: string) => void;
}

/** Answers every HTTP request, whatever comes of it. To be mounted on a server. */
export const restListener =
  (options: RestOptions): RequestListener =>
  (incoming, outgoing) => {
    // A connection that breaks has nobody left to answer.
    incoming.on('error', () => outgoing.destroy());
    outgoing.on('error', () => outgoing.destroy());
    void readBody(incoming, options.databases.limits.writeBytesRest).then((body) => {
      if (body !== 'aborted') send(outgoing, answer(incoming, body, options));
    });
  };

const answer = (
  incoming: IncomingMessage,
  body: Uint8Array | 'tooLarge',
  options: RestOptions,
): RestResponse => {
  if (body === 'tooLarge') return tooLarge;
  const request: RestRequest = {
    method: incoming.method ?? 'GET',
    url: incoming.url ?? '/',
    headers: incoming.headers,
    body,
  };
  try {
    return handle(request, options.databases);
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    // The query may hold a credential.
    const path = request.url.replace(/\?.*/s, '').slice(0, 200);
    options.log(`${request.method} ${path} made the emulator fail: ${what}`);
    return respondError(500, 'The emulator failed on this request: its log says why.');
  }
};

const tooLarge = respondError(
  400,
  'Data to write exceeds the maximum size that can be modified with a single request.',
);

/** A body past the limit is read to its end all the same, kept nowhere: most clients listen only then. */
const readBody = (
  incoming: IncomingMessage,
  limitBytes: number,
): Promise<Uint8Array | 'tooLarge' | 'aborted'> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    incoming.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= limitBytes) chunks.push(chunk);
      else chunks.length = 0;
    });
    incoming.on('end', () => resolve(bytes <= limitBytes ? Buffer.concat(chunks) : 'tooLarge'));
    incoming.on('close', () => resolve('aborted'));
  });

const send = (outgoing: ServerResponse, { status, headers, body }: RestResponse): void => {
  const hasBody = status !== 204 && status !== 304;
  outgoing.writeHead(status, hasBody ? { ...headers, 'Content-Length': Buffer.byteLength(body) } : headers);
  outgoing.end(body);
};
