/** Prints figures in the text format that Prometheus reads, version 0.0.4. */

export type Labels = Readonly<Record<string, string>>;

export interface Sample {
  /** Follows the family's name: `_bucket` and its like in histograms. */
  readonly suffix?: string;
  readonly labels?: Labels;
  readonly value: number;
}

export interface Family {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  /** One sentence. */
  readonly help: string;
  readonly samples: readonly Sample[];
}

export const expositionType = 'text/plain; version=0.0.4; charset=utf-8';

export const printFamilies = (families: readonly Family[]): string =>
  families
    .flatMap(({ name, type, help, samples }) => [
      `# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}`,
      `# TYPE ${name} ${type}`,
      ...samples.map(
        ({ suffix = '', labels = {}, value }) =>
          `${name}${suffix}${printLabels(labels)} ${printValue(value)}`,
      ),
    ])
    .join('\n')
    .concat('\n');

const printLabels = (labels: Labels): string => {
  const printed = Object.entries(labels).map(([name, value]) => `${name}="${escape(value)}"`);
  return printed.length === 0 ? '' : `{${printed.join(',')}}`;
};

const escape = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

const printValue = (value: number): string => {
  if (value === Infinity) return '+Inf';
  if (value === -Infinity) return '-Inf';
  return String(value);
};

/** The samples of a histogram: counts up to each bound, then their sum and number. */
export const histogramSamples = (
  {
    bounds,
    counts,
    sum,
  }: { readonly bounds: readonly number[]; readonly counts: Iterable<number>; readonly sum: number },
  labels: Labels,
): readonly Sample[] => {
  const samples: Sample[] = [];
  let cumulative = 0;
  let at = 0;
  for (const count of counts) {
    cumulative += count;
    const le = at < bounds.length ? String(bounds[at]) : '+Inf';
    samples.push({ suffix: '_bucket', labels: { ...labels, le }, value: cumulative });
    at++;
  }
  samples.push({ suffix: '_sum', labels, value: sum }, { suffix: '_count', labels, value: cumulative });
  return samples;
};
