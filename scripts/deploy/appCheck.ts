import type { Refusal } from './refusal.ts';

/** The committed record of what was decided about App Check, project by project. */
export const appCheckFile = 'app-check.json';

/** An App Check that is off is looked at again at least this often. */
const longestDays = 366;
const dayMs = 86_400_000;

/** The service whose address App Check's SDK brings into a build that uses it. */
const appCheckService = 'firebaseappcheck.googleapis.com';

const howToDecide = (project: string): string =>
  `Decide and commit it in ${appCheckFile}: {"${project}": {"enforced": true}}, or {"${project}": {"enforced": false, "reason": "…", "reviewBy": "YYYY-MM-DD"}}.`;

const parseDay = (text: unknown): number | undefined => {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const atMs = Date.parse(`${text}T00:00:00Z`);
  // Date.parse takes 31 June for 1 July.
  return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(text) ? atMs : undefined;
};

const readDecisions = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
};

/**
 * App Check decides whether scripts without our page may use the project. It is switched in Google's console, where nobody reviews
 * it; so whether it is on, and why not, is recorded in the repository for each project.
 *
 * @param text the file with the decisions, undefined when there is none
 * @param page everything the built page consists of, as text
 */
export const appCheckProblems = (
  project: string,
  text: string | undefined,
  page: string,
  now: Date,
): readonly Refusal[] => {
  const decisions = text === undefined ? {} : readDecisions(text);
  if (decisions === undefined)
    return [{ what: `${appCheckFile} is not a JSON object.`, fix: howToDecide(project) }];
  const decision = Object.hasOwn(decisions, project) ? decisions[project] : undefined;
  if (decision === undefined)
    return [{ what: `Nobody has decided about App Check for ${project}.`, fix: howToDecide(project) }];
  const { enforced, reason, reviewBy } = Object(decision) as Readonly<Record<string, unknown>>;

  if (enforced === true)
    return page.includes(appCheckService)
      ? []
      : [
          {
            what: `App Check is said to be enforced for ${project}, but the page does not use it: everybody would be locked out.`,
            fix: `Let the page initialise App Check (and allow its addresses in the Content-Security-Policy), or record it as off. ${howToDecide(project)}`,
          },
        ];
  if (enforced !== false || typeof reason !== 'string' || reason.trim() === '')
    return [
      {
        what: `The decision about App Check for ${project} is not complete: ${JSON.stringify(decision)}.`,
        fix: howToDecide(project),
      },
    ];

  const dueMs = parseDay(reviewBy);
  if (dueMs === undefined || dueMs > now.getTime() + longestDays * dayMs)
    return [
      {
        what: `App Check is off for ${project} until ${String(reviewBy)}, which is no date within a year.`,
        fix: howToDecide(project),
      },
    ];
  return dueMs < now.getTime()
    ? [
        {
          what: `App Check is off for ${project} because “${reason}”, which was to be looked at again by ${String(reviewBy)}.`,
          fix: 'If the reason still holds, commit a later date; if not, enforce it.',
        },
      ]
    : [];
};
