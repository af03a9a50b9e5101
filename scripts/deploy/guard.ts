import { appCheckProblems } from './appCheck.ts';
import { emulatorSettings } from './emulatorSettings.ts';
import { type Module, unlistedImports } from './functionsBundle.ts';
import { type Runtime, runtimeProblems } from './functionsRuntime.ts';
import { type HeaderRule, weakHeaders } from './hostingHeaders.ts';
import { openRules } from './openRules.ts';
import type { ProjectChoice } from './project.ts';
import type { Refusal } from './refusal.ts';
import { staleRules } from './staleRules.ts';
import { uncommitted } from './uncommitted.ts';

type OneOrMore<T> = T | readonly T[];

/** The part of firebase.json that says what is deployed. */
export interface FirebaseConfig {
  readonly database?: { readonly rules?: string };
  readonly functions?: OneOrMore<{ readonly source?: string; readonly runtime?: string }>;
  readonly hosting?: OneOrMore<{ readonly public?: string; readonly headers?: readonly HeaderRule[] }>;
}

/** Everything that would be deployed, and what is known about it. */
export interface Candidate {
  readonly project: ProjectChoice;
  readonly config: FirebaseConfig;
  /** What firebase.json names as rules, and what rules/ prints now. */
  readonly rules: { readonly committed: string; readonly printed: string };
  /** The text of the file with the decisions about App Check. */
  readonly appCheck: string | undefined;
  readonly functions: {
    readonly modules: readonly Module[];
    readonly bytes: number;
    readonly engine: string | undefined;
    readonly dependencies: ReadonlyMap<string, string>;
  };
  /** What Hosting serves: path and contents, read as Latin-1, so that a character is a byte. */
  readonly page: ReadonlyMap<string, string>;
  /** Sentences about what could not be built. */
  readonly failedBuilds: readonly string[];
  readonly runtimes: ReadonlyMap<string, Runtime>;
  /** `git status --porcelain`, and the commit in a few words; undefined outside of a repository. */
  readonly status: string | undefined;
  readonly commit: string | undefined;
}

export const rulesFile = 'database.rules.json';

/** One or several, in firebase.json. Nothing counts as one about which nothing is said. */
const each = <T extends object>(value: OneOrMore<T> | undefined): readonly Partial<T>[] =>
  value === undefined ? [{}] : ([value].flat() as readonly T[]);

/** Why this must not be deployed: every reason at once, the most dangerous first. Empty when it may be. */
export const guard = (candidate: Candidate, now: Date): readonly Refusal[] => {
  const { project, config, rules, functions, page, failedBuilds } = candidate;
  const named = config.database?.rules;
  return [
    ...openRules(rules.committed),
    ...(named === rulesFile
      ? staleRules(rules.committed, rules.printed)
      : [
          {
            what: `firebase.json deploys ${named ?? 'no rules'}, not ${rulesFile}.`,
            fix: `Let "database.rules" in firebase.json be ${rulesFile}, which is printed from rules/ and tested.`,
          },
        ]),
    ...(project.ok
      ? appCheckProblems(project.id, candidate.appCheck, [...page.values()].join('\n'), now)
      : [project.refusal]),
    ...failedBuilds.map((what) => ({ what, fix: 'Correct it; `npm run check` says more.' })),
    ...emulatorSettings(page),
    ...each(config.hosting).flatMap(({ headers = [] }) => weakHeaders(headers, [...page.keys()])),
    ...each(config.functions).flatMap(({ runtime }) =>
      runtimeProblems(runtime, functions.engine, candidate.runtimes, now),
    ),
    ...unlistedImports(
      functions.modules.flatMap(({ imports }) => imports),
      functions.dependencies,
    ),
    ...uncommitted(candidate.status),
  ];
};
