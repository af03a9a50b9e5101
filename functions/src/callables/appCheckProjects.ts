/**
 * The projects for which app-check.json says that App Check is enforced: the record that the deployment guard asks for. The build puts them
 * here (vite.config.ts), so that what was decided and what is deployed cannot differ.
 */
export const appCheckProjects: readonly string[] = JSON.parse(APP_CHECK_PROJECTS) as readonly string[];

declare const APP_CHECK_PROJECTS: string;
