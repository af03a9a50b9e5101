import * as logger from 'firebase-functions/logger';

/**
 * Runs what an event asks for and says in the log what came of it, unless that is nothing. Never rejects: the event would not be delivered again, and a rejection
 * would only end the process. Logged are ids and outcomes; of an error only its kind, because messages of errors may quote what they were
 * about.
 */
export const reported = async (
  what: string,
  about: Readonly<Record<string, unknown>>,
  work: () => Promise<string | undefined>,
): Promise<void> => {
  try {
    const outcome = await work();
    if (outcome !== undefined) logger.info(what, { ...about, outcome });
  } catch (error) {
    logger.error(what, { ...about, outcome: 'error', error: kindOf(error) });
  }
};

/** The kind of an error, never its message. */
export const kindOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
