import { type App, getApps, initializeApp } from 'firebase-admin/app';
import { type Auth, getAuth } from 'firebase-admin/auth';

/** The one app of this process; functions may have made it already. */
export const appOfProject = (): App => getApps()[0] ?? initializeApp();

/** Auth of this project. */
export const authOfProject = (): Auth => getAuth(appOfProject());
