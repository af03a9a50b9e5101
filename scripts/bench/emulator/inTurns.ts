import { quantile } from '../quantiles.ts';

export type Rows = readonly (readonly [what: string, value: string])[];

/**
 * Measures several things in turns, the order turned round each time, so that what else the machine does falls on all.
 *
 * @returns what each round found
 */
export const inTurns = async <Name extends string, Found>(
  rounds: number,
  measurements: Readonly<Record<Name, () => Promise<Found>>>,
): Promise<readonly Readonly<Record<Name, Found>>[]> => {
  const names = Object.keys(measurements) as Name[];
  const found: Record<Name, Found>[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const own: Partial<Record<Name, Found>> = {};
    for (const name of round % 2 === 0 ? names : names.toReversed()) own[name] = await measurements[name]();
    found.push(own as Record<Name, Found>);
  }
  return found;
};

/** `1.08× (4.1 µs, 3.8 µs)`: the median of the ratios of each round, and of either side. */
export const inRatio = <Round>(
  rounds: readonly Round[],
  ours: (round: Round) => number,
  peers: (round: Round) => number,
  print: (value: number) => string,
): string => {
  const median = (of: (round: Round) => number): number => quantile(rounds.map(of), 0.5);
  const ratio = median((round) => ours(round) / peers(round));
  return `${ratio.toFixed(2)}× (${print(median(ours))}, ${print(median(peers))})`;
};

export const inUs = (us: number): string => `${us.toFixed(us < 10 ? 1 : 0)} µs`;
