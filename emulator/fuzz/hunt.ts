import { Chance, mutate } from './mutate.ts';
import type { Target } from './target.ts';

export interface Broken {
  readonly input: string;
  readonly error: unknown;
}

/** What is worth changing further: few enough that each has its turn. */
const keptAtMost = 500;

/**
 * Tries inputs made of those that went before, as long as `goOn` says so. What has an outcome of its own is kept, and
 * changed further.
 *
 * @returns what broke the target, or nothing
 */
export const hunt = (target: Target, seed: number, goOn: (inputs: number) => boolean): Broken | undefined => {
  const chance = new Chance(seed);
  const kept = [...target.seeds];
  const outcomes = new Set<string>();
  for (let inputs = 0; goOn(inputs); inputs += 1) {
    const input =
      target.seeds[inputs] ?? mutate(chance.among(kept), chance.among(kept), target.dictionary, chance);
    try {
      // Numbers, keys and the like make no outcome another.
      const outcome = target.try(input).replaceAll(/\d+|"[^"]*"/g, '#');
      if (outcomes.size > keptAtMost || outcomes.has(outcome)) continue;
      outcomes.add(outcome);
      kept.push(input);
    } catch (error) {
      return { input, error };
    }
  }
  return undefined;
};
