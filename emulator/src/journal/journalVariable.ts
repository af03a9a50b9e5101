/** The environment variable by which the supervisor tells its child where the journal is. */
export const journalVariable = 'CAUSERIE_JOURNAL';
