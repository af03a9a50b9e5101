import type { Database } from '../engine/database.ts';
import type { Databases } from '../engine/databases.ts';
import { denialReasons } from '../metrics/databaseCounts.ts';
import { type Family, histogramSamples, printFamilies, type Sample } from '../metrics/exposition.ts';
import type { Histogram } from '../metrics/histogram.ts';
import { requestKinds, type RequestMeter } from '../metrics/requestMeter.ts';
import type { Wire } from '../wire/server.ts';

/** Databases with series of their own; all others share those of one name, which no database can have. */
const namedDatabases = 20;
const otherDatabases = '(other)';

export interface MetricsSources {
  readonly databases: Databases;
  readonly meter: RequestMeter;
  readonly wire: Pick<Wire, 'clients' | 'totals'>;
  /** Requests of REST and how long they took, by method. */
  readonly rest: ReadonlyMap<string, Histogram>;
  readonly lagMs: number;
}

/** Everything that is measured, as Prometheus reads it. Series are bounded, whatever clients name. */
export const printMetrics = (sources: MetricsSources): string => printFamilies(familiesOf(sources));

const familiesOf = ({ databases, meter, wire, rest, lagMs }: MetricsSources): readonly Family[] => {
  const groups = groupsOf(databases);
  const perDatabase = (count: (database: Database) => number): readonly Sample[] =>
    groups.map(([database, members]) => ({
      labels: { database },
      value: members.reduce((sum, member) => sum + count(member), 0),
    }));
  const connections = { webSocket: 0, longPolling: 0 };
  let queuedBytes = 0;
  for (const { carrier } of wire.clients()) {
    connections[carrier.transport]++;
    queuedBytes += carrier.queuedBytes;
  }
  const { totals } = wire;
  const memory = process.memoryUsage();
  return [
    gauge('rtdb_connections', 'Clients that are connected, by transport.', [
      { labels: { transport: 'websocket' }, value: connections.webSocket },
      { labels: { transport: 'long-polling' }, value: connections.longPolling },
    ]),
    counter('rtdb_connections_total', 'Connections that were begun.', [{ value: totals.connections }]),
    gauge(
      'rtdb_listens',
      'Listens that are open, event streams over REST included.',
      perDatabase(openListens),
    ),
    counter(
      'rtdb_listens_total',
      'Listens that were begun.',
      perDatabase(({ counts }) => counts.listens),
    ),
    counter(
      'rtdb_reads_total',
      'Reads at once, over the wire and REST.',
      perDatabase(({ counts }) => counts.reads),
    ),
    counter(
      'rtdb_writes_total',
      'Writes that happened.',
      perDatabase(({ counts }) => counts.writes),
    ),
    counter(
      'rtdb_denials_total',
      'Requests that rules refused: by a rule that was false, a .validate that was false, one that failed with an error, or because no rule was there to allow them.',
      groups.flatMap(([database, members]) =>
        (['read', 'write'] as const).flatMap((operation) =>
          denialReasons.map((reason) => ({
            labels: { database, operation, reason: reasonNames[reason] },
            value: members.reduce((sum, { counts }) => sum + counts.denied[operation][reason], 0),
          })),
        ),
      ),
    ),
    counter(
      'rtdb_pushes_total',
      'Messages about a change to those who listen: one for each of them.',
      perDatabase(({ counts }) => counts.pushes),
    ),
    counter(
      'rtdb_push_bytes_total',
      'Bytes of those messages.',
      perDatabase(({ counts }) => counts.pushBytes),
    ),
    counter('rtdb_sent_bytes_total', 'Bytes sent to clients over the wire: answers, pushes and framing.', [
      { value: totals.sentBytes },
    ]),
    gauge('rtdb_queued_bytes', 'Bytes that wait for clients to read them.', [{ value: queuedBytes }]),
    counter('rtdb_requests_total', 'Requests over the wire.', [{ value: meter.requests }]),
    counter('rtdb_request_failures_total', 'Requests over the wire that were refused or failed.', [
      { value: meter.failures },
    ]),
    {
      name: 'rtdb_request_duration_seconds',
      type: 'histogram',
      help: 'How long the emulator worked on a request over the wire, pushes to others included. Of more than two hundred in a second only the first are timed.',
      samples: requestKinds.flatMap((kind) => histogramSamples(meter.latency[kind], { kind })),
    },
    {
      name: 'rtdb_rest_duration_seconds',
      type: 'histogram',
      help: 'How long a request over REST took until its answer was sent or its stream ended, by method.',
      samples: [...rest].flatMap(([method, histogram]) => histogramSamples(histogram, { method })),
    },
    gauge('rtdb_databases', 'Databases that have come to be.', [{ value: databases.names().length }]),
    gauge('nodejs_eventloop_lag_seconds', 'How late a timer of one second last was.', [
      { value: lagMs / 1000 },
    ]),
    gauge('process_resident_memory_bytes', 'Memory of the process.', [{ value: memory.rss }]),
    gauge('nodejs_heap_size_used_bytes', 'Memory in use by JavaScript.', [{ value: memory.heapUsed }]),
    counter('process_cpu_seconds_total', 'Processor time of the process.', [{ value: cpuSeconds() }]),
    gauge('process_start_time_seconds', 'When the process began, in seconds since 1970.', [
      { value: Math.round(performance.timeOrigin) / 1000 },
    ]),
  ];
};

const reasonNames = { rule: 'rule', validate: 'validate', error: 'error', noRule: 'no-rule' } as const;

/** A client can name any number of databases. */
const groupsOf = (
  databases: Databases,
): readonly (readonly [name: string, members: readonly Database[]])[] => {
  const all = [...databases];
  const named = all.slice(0, namedDatabases).map((database) => [database.namespace, [database]] as const);
  return all.length <= namedDatabases ? named : [...named, [otherDatabases, all.slice(namedDatabases)]];
};

const openListens = (database: Database): number => {
  let count = 0;
  for (const listener of database.listeners()) count += database.listenCount(listener);
  return count;
};

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

const gauge = (name: string, help: string, samples: readonly Sample[]): Family => ({
  name,
  type: 'gauge',
  help,
  samples,
});
const counter = (name: string, help: string, samples: readonly Sample[]): Family => ({
  name,
  type: 'counter',
  help,
  samples,
});
