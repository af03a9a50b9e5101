import type { Refusal } from './refusal.ts';

/** A runtime as firebase-tools knows it. Days are `YYYY-MM-DD`. */
export interface Runtime {
  readonly friendly: string;
  /** From then on it gets no security fixes. */
  readonly deprecationDate: string;
  /** From then on nothing can be deployed to it. */
  readonly decommissionDate: string;
}

const supported = (runtimes: ReadonlyMap<string, Runtime>, today: string): string =>
  [...runtimes]
    .filter(([name, { deprecationDate }]) => name.startsWith('nodejs') && deprecationDate > today)
    .map(([name]) => name)
    .join(' or ');

/**
 * Why functions cannot be deployed to the runtime they name.
 *
 * @param runtime of firebase.json
 * @param engine `engines.node` of the functions' package.json
 */
export const runtimeProblems = (
  runtime: string | undefined,
  engine: string | undefined,
  runtimes: ReadonlyMap<string, Runtime>,
  now: Date,
): readonly Refusal[] => {
  const today = now.toISOString().slice(0, 10);
  const fix = `Use ${supported(runtimes, today)}: "runtime" in firebase.json and "engines" in functions/package.json.`;
  if (runtime === undefined)
    return [{ what: 'firebase.json does not say on which runtime the functions run.', fix }];
  const known = runtimes.get(runtime);
  if (known === undefined)
    return [{ what: `firebase-tools knows no functions runtime called ${runtime}.`, fix }];
  if (known.deprecationDate <= today)
    return [
      {
        what:
          known.decommissionDate <= today
            ? `The functions run on ${known.friendly}, which Google retired on ${known.decommissionDate}.`
            : `The functions run on ${known.friendly}, which gets no security fixes since ${known.deprecationDate}.`,
        fix,
      },
    ];
  return runtime === `nodejs${engine ?? ''}`
    ? []
    : [
        {
          what: `firebase.json names ${runtime}, and functions/package.json Node.js ${engine ?? 'of no version'}.`,
          fix: 'Let both say the same.',
        },
      ];
};
