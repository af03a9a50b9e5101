import { paths, type RoomId, type UserId } from '@causerie/contract';
import { countDown } from '../../backend/countDown.ts';
import { serverTime, type Changes } from '../../backend/write.ts';

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** 22 letters and digits of chance. 248 is the largest multiple of 62 in a byte; what lies above would favour the first letters. */
export const newCode = (): string => {
  let code = '';
  while (code.length < 22) {
    for (const byte of crypto.getRandomValues(new Uint8Array(22)))
      if (byte < 248 && code.length < 22) code += letters[byte % 62];
  }
  return code;
};

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
