/** How functions run that are called seldom, wait for the database most of the time, and whose callers wait for nothing. */
export const triggerOptions = {
  // A trigger must live where its database lives, and the default database of a new project lives here.
  region: 'us-central1',
  // What fails once fails again; what must not be lost is a job, and jobs count their attempts themselves.
  retry: false,
  memory: '256MiB',
  maxInstances: 5,
  timeoutSeconds: 60,
} as const;
