import { idPatterns, isRoomId, type RoomId } from '@causerie/contract';

const prefix = '#/invites/';

export interface InviteLink {
  readonly roomId: RoomId;
  readonly code: string;
}

export const inviteAddress = ({ roomId, code }: InviteLink): string => `${prefix}${roomId}/${code}`;

/** The invite that a page address holds; the part after `#`, which comes from anywhere. */
export const parseInvite = (hash: string): InviteLink | undefined => {
  if (!hash.startsWith(prefix)) return undefined;
  const [roomId = '', code = '', ...rest] = hash.slice(prefix.length).split('/');
  return isRoomId(roomId) && idPatterns.inviteCode.test(code) && rest.length === 0
    ? { roomId, code }
    : undefined;
};
