import type { Commit } from './database.ts';

/**
 * Keeps what is about to happen beyond the life of the process, before anybody hears of it. Each answers what is wrong
 * when it cannot; then it does not happen, and whoever asked for it is told.
 */
export interface Keeper {
  commit(namespace: string, commit: Pick<Commit, 'after' | 'writes'>): string | undefined;
  rules(namespace: string, text: string): string | undefined;
}
