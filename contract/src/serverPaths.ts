import { path } from './path.ts';

/** Places that only functions know: no rule speaks of them, so no client reads or writes there; and how functions look at others' places. */
export const serverPaths = {
  /** What somebody has against them. */
  abuse: path('abuse/{uid}'),
  /** Clean-up that is under way. */
  jobs: path('jobs'),
  job: path('jobs/{jobId}'),
  /** Clean-up that was given up, for whoever runs the installation. */
  parkedJob: path('parkedJobs/{jobId}'),
  /** How often somebody called what. */
  calls: path('calls/{uid}/{name}'),
  closedAt: path('rooms/{roomId}/closedAt'),
  reactionsInRoom: path('reactions/{roomId}'),
} as const;

/** What stands for a person who was erased, where the fact stays and the person goes. No uid of Firebase is that short. */
export const erasedPerson = 'erased';
