import { paths, type RoomId, type UserId } from '@causerie/contract';
import { chance, digitsAndLetters } from '../../backend/chance.ts';
import { countDown } from '../../backend/countDown.ts';
import { serverTime, type Changes } from '../../backend/write.ts';

/** 131 bits: whoever guesses has no end of it. */
export const newCode = (): string => chance(digitsAndLetters, 22);

/** `untilMs` is by the server's clock. */
export const planInvite = (
  uid: UserId,
  roomId: RoomId,
  code: string,
  { uses, untilMs }: { readonly uses: number; readonly untilMs: number },
): Changes =>
  new Map([[paths.invite.at({ roomId, code }), { by: uid, at: serverTime(), until: untilMs, uses }]]);

/** Coming in by an invite, which is counted down. Rules accept it shortly after one has knocked. */
export const planRedeem = (uid: UserId, roomId: RoomId, code: string): Changes =>
  new Map<string, unknown>([
    [paths.member.at({ roomId, uid }), { role: 'member', joinedAt: serverTime() }],
    [paths.mineEntry.at({ uid, roomId }), { joinedAt: serverTime(), code }],
    [`${paths.invite.at({ roomId, code })}/uses`, countDown()],
  ]);
