import { describe, expect, it } from 'vitest';
import { signedOut } from '../auth/identity.ts';
import { Databases } from '../engine/databases.ts';
import { defaultLimits } from '../limits.ts';
import { printFamilies } from '../metrics/exposition.ts';
import { Histogram } from '../metrics/histogram.ts';
import { RequestMeter } from '../metrics/requestMeter.ts';
import { History } from './history.ts';
import { printMetrics } from './metricsText.ts';

interface Sample {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly value: number;
}

/** Reads the text format by its grammar, and insists on it: a scraper drops the whole text for one bad line. */
const parse = (
  text: string,
): { readonly types: ReadonlyMap<string, string>; readonly samples: readonly Sample[] } => {
  expect(text.endsWith('\n')).toBe(true);
  const types = new Map<string, string>();
  const samples: Sample[] = [];
  let family = '';
  for (const line of text.slice(0, -1).split('\n')) {
    const [, comment, name = '', rest = ''] = /^# (HELP|TYPE) ([a-zA-Z_:][\w:]*) (.+)$/.exec(line) ?? [];
    if (comment === 'HELP') {
      expect([...types.keys()]).not.toContain(name);
      family = name;
    } else if (comment === 'TYPE') {
      expect([name, rest]).toEqual([family, expect.stringMatching(/^(?:counter|gauge|histogram)$/)]);
      types.set(name, rest);
    } else {
      const sample = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? ([-+]?(?:Inf|NaN|[\d.]+(?:e[-+]?\d+)?))$/.exec(line);
      expect(sample === null ? line : 'a sample').toBe('a sample');
      const [, full = '', labels = '', value = ''] = sample ?? [];
      expect(full.replace(/_(?:bucket|sum|count)$/, '')).toBe(family.replace(/_(?:bucket|sum|count)$/, ''));
      const pairs = [...labels.matchAll(/([a-zA-Z_]\w*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/g)];
      expect(pairs.map(([whole]) => whole).join('')).toBe(labels);
      samples.push({
        name: full,
        labels: new Map(
          pairs.map(([, key = '', escaped = '']) => [
            key,
            escaped.replace(/\\(.)/g, (_, each: string) => (each === 'n' ? '\n' : each)),
          ]),
        ),
        value: Number(value.replace('Inf', 'Infinity')),
      });
    }
  }
  return { types, samples };
};

const sourcesOf = (
  databases: Databases,
  meter = new RequestMeter(),
  rest = new Map<string, Histogram>(),
) => ({
  databases,
  meter,
  rest,
  lagMs: 3,
  wire: { clients: () => [], totals: { connections: 5, sentBytes: 1_234 } },
});

const databasesNamed = (names: readonly string[]): Databases => {
  const databases = new Databases({ clock: { now: () => 1000 }, limits: defaultLimits, log: () => {} });
  for (const name of names) {
    const database = databases.open(name);
    if ('problem' in database) throw new Error(database.problem);
    database.loadRules('{"rules": {"open": {".write": true}}}');
    database.set(signedOut, ['open'], 1);
    database.set(signedOut, ['closed'], 1);
  }
  return databases;
};

const many = (count: number): string[] => Array.from({ length: count }, (_, index) => `db-${index}`);

describe('the metrics', () => {
  it('are what Prometheus reads, and count what happened', () => {
    const meter = new RequestMeter();
    meter.end('write', meter.begin());
    const rest = new Map([['GET', new Histogram([0.1, 1])]]);
    rest.get('GET')?.observe(0.5);
    const { types, samples } = parse(printMetrics(sourcesOf(databasesNamed(['demo']), meter, rest)));
    const valueOf = (name: string, labels: object): number | undefined =>
      samples.find(
        (sample) =>
          sample.name === name &&
          JSON.stringify(Object.fromEntries(sample.labels)) === JSON.stringify(labels),
      )?.value;
    expect(types.get('rtdb_writes_total')).toBe('counter');
    expect(valueOf('rtdb_writes_total', { database: 'demo' })).toBe(1);
    expect(valueOf('rtdb_denials_total', { database: 'demo', operation: 'write', reason: 'no-rule' })).toBe(
      1,
    );
    expect(valueOf('rtdb_sent_bytes_total', {})).toBe(1_234);
    expect(valueOf('rtdb_rest_duration_seconds_bucket', { method: 'GET', le: '0.1' })).toBe(0);
    expect(valueOf('rtdb_rest_duration_seconds_bucket', { method: 'GET', le: '1' })).toBe(1);
    expect(valueOf('rtdb_rest_duration_seconds_bucket', { method: 'GET', le: '+Inf' })).toBe(1);
    expect(valueOf('rtdb_request_duration_seconds_count', { kind: 'write' })).toBe(1);
    expect(valueOf('nodejs_eventloop_lag_seconds', {})).toBe(0.003);
  });

  it('have as many series for a thousand databases as for a hundred, and count all of them', () => {
    const hundred = parse(printMetrics(sourcesOf(databasesNamed(many(100)))));
    const thousand = parse(printMetrics(sourcesOf(databasesNamed(many(1000)))));
    expect(thousand.samples.length).toBe(hundred.samples.length);
    expect(thousand.samples.length).toBeLessThan(500);
    const writes = thousand.samples.filter(({ name }) => name === 'rtdb_writes_total');
    expect(writes.reduce((sum, { value }) => sum + value, 0)).toBe(1000);
    expect(writes.at(-1)).toMatchObject({ labels: new Map([['database', '(other)']]), value: 980 });
  });

  it('escape whatever stands in a label or a sentence', () => {
    const odd = 'a"b\\c\nd{},= é';
    const text = printFamilies([
      { name: 'a_total', type: 'counter', help: odd, samples: [{ labels: { odd }, value: 1 }] },
      {
        name: 'b',
        type: 'gauge',
        help: 'x',
        samples: [{ value: Infinity }, { value: 1e21 }, { value: 1e-7 }],
      },
    ]);
    const { samples } = parse(text);
    expect(samples[0]?.labels.get('odd')).toBe(odd);
    expect(samples.slice(1).map(({ value }) => value)).toEqual([Infinity, 1e21, 1e-7]);
    expect(text).toContain('# HELP a_total a"b\\\\c\\nd{},= é\n');
  });
});

describe('the history', () => {
  it('has what happened in each second, and no more than five minutes of it', () => {
    const databases = databasesNamed(['demo']);
    const meter = new RequestMeter();
    const history = new History({ databases, meter, connections: () => 2 });
    history.tick(0);
    const database = databases.open('demo');
    if ('problem' in database) throw new Error(database.problem);
    database.set(signedOut, ['open'], 2);
    database.set(signedOut, ['closed'], 2);
    meter.latency.write.observe(0.002);
    history.tick(12);
    expect(history.since(0)).toMatchObject([
      { number: 1, writes: 0, p50Ms: null },
      { number: 2, writes: 1, denials: 1, connections: 2, lagMs: 12 },
    ]);
    expect(history.since(1)).toHaveLength(1);
    expect(history.since(2)).toEqual([]);
    const p95Ms = history.since(1)[0]?.p95Ms ?? 0;
    expect(p95Ms).toBeGreaterThan(1);
    expect(p95Ms).toBeLessThan(2.6);
    for (let second = 0; second < 400; second++) history.tick(0);
    expect(history.since(0)).toHaveLength(300);
    // Somebody who saw an emulator before this one.
    expect(history.since(100_000)).toHaveLength(300);
  });
});

describe('the clock', () => {
  it('is looked at for two hundred requests in a second, and for the next ones again in the next', () => {
    const meter = new RequestMeter();
    for (let request = 0; request < 1_500; request++) meter.end('write', meter.begin());
    expect([meter.requests, meter.latency.write.count]).toEqual([1_500, 200]);
    meter.nextSecond();
    meter.end('write', meter.begin());
    expect(meter.latency.write.count).toBe(201);
  });
});
