import type { RequestListener, ServerResponse } from 'node:http';
import type { Databases } from '../engine/databases.ts';
import { handle } from './handle.ts';
import { readBody } from './readBody.ts';
import type { RestRequest } from './request.ts';
import { respondError, type RestResponse } from './response.ts';
import { isStreamRequest, keepAlive, openStream, streamHeaders } from './stream.ts';

export interface RestOptions {
  readonly databases: Databases;
  readonly log: (line: string) => void;
}

const keepAliveMs = 30_000;

/** Answers every HTTP request, whatever comes of it. To be mounted on a server. */
export const restListener =
  (options: RestOptions): RequestListener =>
  (incoming, outgoing) => {
    // A connection that breaks has nobody left to answer.
    incoming.on('error', () => outgoing.destroy());
    outgoing.on('error', () => outgoing.destroy());
    void readBody(incoming, options.databases.limits.writeBytesRest).then((body) => {
      if (body === 'aborted') return;
      if (body === 'tooLarge') return send(outgoing, tooLarge);
      const { method = 'GET', url = '/', headers } = incoming;
      answer({ method, url, headers, body }, outgoing, options);
    });
  };

const answer = (request: RestRequest, outgoing: ServerResponse, { databases, log }: RestOptions): void => {
  try {
    if (isStreamRequest(request)) stream(request, outgoing, databases);
    else send(outgoing, handle(request, databases));
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    // The query may hold a credential.
    const path = request.url.replace(/\?.*/s, '').slice(0, 200);
    log(`${request.method} ${path} made the emulator fail: ${what}`);
    if (outgoing.headersSent) outgoing.destroy();
    else send(outgoing, respondError(500, 'The emulator failed on this request: its log says why.'));
  }
};

const stream = (request: RestRequest, outgoing: ServerResponse, databases: Databases): void => {
  const opened = openStream(request, databases, {
    send: (text) => {
      if (!outgoing.headersSent) outgoing.writeHead(200, streamHeaders);
      // Who reads too slowly comes back, and begins with the value as it then is.
      if (outgoing.writableLength > databases.limits.outgoingQueueBytes) outgoing.destroy();
      else outgoing.write(text);
    },
    end: () => outgoing.end(),
  });
  if ('status' in opened) return send(outgoing, opened);
  const timer = setInterval(() => outgoing.write(keepAlive), keepAliveMs);
  outgoing.on('close', () => {
    clearInterval(timer);
    opened.close();
  });
};

const tooLarge = respondError(
  400,
  'Data to write exceeds the maximum size that can be modified with a single request.',
);

const send = (outgoing: ServerResponse, { status, headers, body }: RestResponse): void => {
  const hasBody = status !== 204 && status !== 304;
  outgoing.writeHead(status, hasBody ? { ...headers, 'Content-Length': Buffer.byteLength(body) } : headers);
  outgoing.end(body);
};
