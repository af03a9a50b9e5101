import {
  deletedMessage,
  member,
  message,
  paths,
  restriction,
  room,
  sanction,
  type UserId,
} from '@causerie/contract';
import type { OutboxEntry, OutboxPorts } from './outbox.ts';

/** Looks at the server for what became of a message that was denied, or for what keeps it out. */
export const whyDenied = async (
  uid: UserId,
  { roomId, id }: Pick<OutboxEntry, 'roomId' | 'id'>,
  nowMs: number,
  askFor: (path: string) => Promise<Answer>,
): ReturnType<OutboxPorts['whyDenied']> => {
  const isNow = (untilMs: number | undefined): boolean => (untilMs ?? 0) > nowMs;
  const [stored, membership, mute, ban, sanctioned, place] = await Promise.all([
    askFor(paths.message.at({ roomId, messageId: id })),
    askFor(paths.member.at({ roomId, uid })),
    askFor(paths.mute.at({ roomId, uid })),
    askFor(paths.ban.at({ roomId, uid })),
    askFor(paths.sanction.at({ uid })),
    askFor(paths.room.at({ roomId })),
  ]);
  if (stored === 'unreachable' || membership === 'unreachable') return 'unreachable';
  // It may have arrived, and been deleted since.
  const left = message.read(valueOf(stored)) ?? deletedMessage.read(valueOf(stored));
  if (left?.uid === uid) return 'stored';
  const server = sanction.read(valueOf(sanctioned));
  if (isNow(restriction.read(valueOf(ban))?.until) || isNow(server?.bannedUntil)) return 'banned';
  if (room.read(valueOf(place))?.closedAt !== undefined) return 'closed';
  // Whoever may not even look at their own membership is nobody to the server any more.
  if (membership === 'refused') return 'signed_out';
  if (member.read(membership.value) === undefined) return 'not_member';
  return isNow(restriction.read(valueOf(mute))?.until) || isNow(server?.mutedUntil) ? 'muted' : 'unknown';
};

/** `refused`: by the rules. */
export type Answer = { readonly value: unknown } | 'refused' | 'unreachable';

const valueOf = (answer: Answer): unknown => (typeof answer === 'string' ? undefined : answer.value);
