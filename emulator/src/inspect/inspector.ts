import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import type { Databases } from '../engine/databases.ts';
import { expositionType } from '../metrics/exposition.ts';
import { Histogram } from '../metrics/histogram.ts';
import { requestMeterBounds, type RequestMeter } from '../metrics/requestMeter.ts';
import { parseTarget } from '../rest/request.ts';
import { respondError } from '../rest/response.ts';
import type { Trust } from '../trust.ts';
import type { Wire } from '../wire/server.ts';
import { InspectorApi } from './api.ts';
import { refusalOf } from './gate.ts';
import { History } from './history.ts';
import { printMetrics } from './metricsText.ts';
import { inspectorPage, notBuilt } from './page.ts';

export interface InspectorOptions {
  readonly databases: Databases;
  readonly wire: Pick<Wire, 'clients' | 'totals'>;
  readonly meter: RequestMeter;
  readonly trust: Trust;
  readonly clock: Clock;
  readonly log: (line: string) => void;
}

export interface Inspector {
  /** Answers what is its own, and what nobody may ask; says of any other request that it did not. */
  answer(request: IncomingMessage, response: ServerResponse): boolean;
  close(): void;
}

const secondMs = 1000;

/** Nothing here is for other sites, frames or caches. */
const privateHeaders = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
} as const;

/** Serves the page at `/.inspect/` and what it asks for, the metrics, and guards the owner's rights over all of HTTP. */
export const serveInspector = (options: InspectorOptions): Inspector => {
  const { databases, wire, meter, trust, log } = options;
  const connections = (): number => [...wire.clients()].length;
  const history = new History({ databases, meter, connections });
  const api = new InspectorApi({ ...options, history });
  const rest = new Map<string, Histogram>();

  let expectedMs = performance.now() + secondMs;
  const ticking = setInterval(() => {
    const nowMs = performance.now();
    history.tick(Math.max(0, nowMs - expectedMs));
    expectedMs = nowMs + secondMs;
  }, secondMs).unref();

  const observe = (method: string, response: ServerResponse): void => {
    const begunMs = performance.now();
    const name = restMethods.has(method) ? method : 'other';
    response.once('close', () => {
      let histogram = rest.get(name);
      if (histogram === undefined) rest.set(name, (histogram = new Histogram(requestMeterBounds)));
      histogram.observe((performance.now() - begunMs) / 1000);
    });
  };

  const answerOwn = (path: string, request: IncomingMessage, response: ServerResponse): boolean => {
    if (path.startsWith(apiPath)) {
      api.answer(path.slice(apiPath.length), request, response);
      return true;
    }
    if (path !== '.inspect' && path !== '.inspect/metrics') return false;
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      send(response, 405, 'text/plain; charset=utf-8', 'Only GET is of use here.\n', { Allow: 'GET, HEAD' });
    } else if (path === '.inspect/metrics') {
      const text = printMetrics({ databases, meter, wire, rest, lagMs: history.lagMs });
      send(response, 200, expositionType, text);
    } else if (request.url?.replace(/\?.*/s, '').endsWith('/') !== true) {
      send(response, 308, 'text/plain; charset=utf-8', 'The inspector is at /.inspect/\n', {
        Location: '/.inspect/',
      });
    } else {
      const page = inspectorPage();
      if (page === undefined) send(response, 503, 'text/plain; charset=utf-8', notBuilt);
      else
        send(response, 200, 'text/html; charset=utf-8', page.html, {
          'Content-Security-Policy': page.policy,
        });
    }
    return true;
  };

  return {
    answer: (request, response) => {
      const { method = 'GET', url = '/', headers } = request;
      const refusal = refusalOf({ method, url, headers }, trust);
      if (refusal !== undefined) {
        const { status, headers: common, body } = respondError(403, refusal);
        // What was sent along is of no interest, but has to be taken for the answer to be read.
        request.resume();
        response.on('error', () => response.destroy());
        response.writeHead(status, common).end(body);
        log(`Refused ${method} ${url.replace(/\?.*/s, '').slice(0, 200)}: ${refusal}`);
        return true;
      }
      const target = parseTarget(url);
      if ('segments' in target && target.segments[0] === '.inspect') {
        return answerOwn(target.segments.join('/'), request, response);
      }
      observe(method, response);
      return false;
    },
    close: () => clearInterval(ticking),
  };
};

const apiPath = '.inspect/api/';
const restMethods: ReadonlySet<string> = new Set([
  'GET',
  'HEAD',
  'PUT',
  'POST',
  'PATCH',
  'DELETE',
  'OPTIONS',
]);

const send = (
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void => {
  response.writeHead(status, {
    ...privateHeaders,
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
};
