import type { Refusal } from './refusal.ts';

export type ProjectChoice =
  | { readonly ok: true; readonly id: string }
  /** `id` is there when it is known what was meant. */
  | { readonly ok: false; readonly id?: string; readonly refusal: Refusal };

/** As Google gives them: 6 to 30 lower-case letters, digits and hyphens. */
const idPattern = /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/;

const isDemo = (id: string): boolean => id.startsWith('demo-');

/**
 * The project to deploy to: the one that is asked for, by its id or by an alias of .firebaserc, or else the only alias
 * that names a real one.
 */
export const chooseProject = (
  wanted: string | undefined,
  aliases: ReadonlyMap<string, string>,
): ProjectChoice => {
  const real = [...new Set(aliases.values())].filter((id) => !isDemo(id));
  const id = wanted === undefined ? real[0] : (aliases.get(wanted) ?? wanted);
  if (id === undefined)
    return {
      ok: false,
      refusal: {
        what: 'No project to deploy to: .firebaserc names only demo projects, which exist nowhere.',
        fix: 'Create a project at https://console.firebase.google.com and name it: `npm run deploy -- --project <id>`, or as the alias "production" in .firebaserc.',
      },
    };
  if (wanted === undefined && real.length > 1)
    return {
      ok: false,
      refusal: {
        what: `.firebaserc names several projects: ${real.join(', ')}.`,
        fix: 'Say which: `npm run deploy -- --project <id>`.',
      },
    };
  if (isDemo(id))
    return {
      ok: false,
      id,
      refusal: {
        what: `${id} is a demo project, which exists in the emulators alone.`,
        fix: 'Name a real one: `npm run deploy -- --project <id>`.',
      },
    };
  if (!idPattern.test(id))
    return {
      ok: false,
      id,
      refusal: {
        what: `${JSON.stringify(id)} is neither an alias of .firebaserc nor a project id (6 to 30 lower-case letters, digits and hyphens).`,
        fix: 'Copy the id from the settings of the project in the Firebase console.',
      },
    };
  return { ok: true, id };
};
