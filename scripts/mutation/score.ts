import type { Equivalent } from './equivalents.ts';
import type { Mutant } from './mutants.ts';

/** What became of all mutants of the rules. */
export interface Score {
  readonly rows: readonly ScoreRow[];
  /** Nobody noticed these, and it was not said why nobody can. */
  readonly survivors: readonly Mutant[];
  /** Nobody can notice these, each with the reason. */
  readonly equivalents: readonly { readonly mutant: Mutant; readonly why: string }[];
  /** Reasons that explain nothing any more. */
  readonly stale: readonly string[];
}

/** An area is the first key of a path. */
export interface ScoreRow {
  readonly area: string;
  readonly mutants: number;
  readonly killed: number;
  readonly equivalent: number;
  readonly survived: number;
}

export const scoreOf = (
  mutants: readonly Mutant[],
  killed: ReadonlySet<string>,
  reviewed: readonly Equivalent[],
): Score => {
  const alive = mutants.filter(({ id }) => !killed.has(id));
  const whyOf = (mutant: Mutant): string | undefined =>
    reviewed.find((entry) => explains(entry, mutant))?.why;
  const equivalents = alive.flatMap((mutant) => {
    const why = whyOf(mutant);
    return why === undefined ? [] : [{ mutant, why }];
  });
  const survivors = alive.filter((mutant) => whyOf(mutant) === undefined);
  const stale = reviewed.flatMap((entry) =>
    alive.some((mutant) => explains(entry, mutant)) ? [] : [`Nothing survives because: ${entry.why}`],
  );
  const areas = new Map<string, Mutant[]>();
  for (const mutant of mutants) {
    const area = mutant.pattern.split('/')[1] ?? '';
    areas.set(area, [...(areas.get(area) ?? []), mutant]);
  }
  const isEquivalent = new Set(equivalents.map(({ mutant }) => mutant));
  const rows = Array.from(areas, ([area, all]): ScoreRow => {
    const killedHere = all.filter(({ id }) => killed.has(id)).length;
    const equivalent = all.filter((mutant) => isEquivalent.has(mutant)).length;
    return {
      area: area === '' ? '(top)' : area,
      mutants: all.length,
      killed: killedHere,
      equivalent,
      survived: all.length - killedHere - equivalent,
    };
  });
  return { rows, survivors, equivalents, stale };
};

const explains = (entry: Equivalent, { pattern, kind, id }: Mutant): boolean =>
  entry.places.test(`${pattern} ${kind}`) && entry.mutant.test(id);

/** Of the mutants that a test could notice, how many one does, from 0 to 1. */
export const shareKilled = ({ rows }: Score): number => {
  const total = sumOf(rows);
  return total.killed / Math.max(1, total.mutants - total.equivalent);
};

/** Enough is noticed, it is said of all the rest why it cannot be, and nothing is explained that needs no reason. */
export const isGoodEnough = (score: Score, bar: number): boolean =>
  shareKilled(score) >= bar && score.survivors.length === 0 && score.stale.length === 0;

const sumOf = (rows: readonly ScoreRow[]): ScoreRow =>
  rows.reduce(
    (sum, row) => ({
      area: 'all',
      mutants: sum.mutants + row.mutants,
      killed: sum.killed + row.killed,
      equivalent: sum.equivalent + row.equivalent,
      survived: sum.survived + row.survived,
    }),
    { area: 'all', mutants: 0, killed: 0, equivalent: 0, survived: 0 },
  );

/** A table of the rows and their sum. */
export const printScore = ({ rows }: Score): string => {
  const cells = [...rows, sumOf(rows)].map(({ area, mutants, killed, equivalent, survived }) => [
    area,
    ...[mutants, killed, equivalent, survived].map(String),
  ]);
  const table = [['area', 'mutants', 'killed', 'equivalent', 'survived'], ...cells];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...table.map((row) => (row[column] ?? '').length)));
  return table
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
};
