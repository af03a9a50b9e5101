import { paths, type UserId } from '@causerie/contract';
import { act, type Outcome } from '../../backend/act.ts';
import { serverTime } from '../../backend/write.ts';

/** Not to hear from somebody any more, or to hear from them again. */
export const setBlocked = (uid: UserId, about: UserId, isBlocked: boolean): Promise<Outcome> =>
  act(uid, new Map([[paths.block.at({ uid, about }), isBlocked ? serverTime() : null]]));
