import type { Refusal } from './refusal.ts';

/** Rules that are not those of the source, which is what was read and tested. */
export const staleRules = (committed: string, printed: string): readonly Refusal[] =>
  committed === printed
    ? []
    : [
        {
          what: 'database.rules.json is not what rules/ prints.',
          fix: 'Run `npm run rules`, read the difference, and commit it.',
        },
      ];
