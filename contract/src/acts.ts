import type { Power } from './roles.ts';

/** What a room's audit log says that somebody did, each with the power that it takes. To remove one's own message is none of them. */
export const acts = {
  kick: 'kick',
  ban: 'ban',
  liftBan: 'ban',
  mute: 'mute',
  liftMute: 'mute',
  removeMessage: 'removeMessages',
  changeRole: 'promote',
  handOver: 'handOver',
  close: 'close',
} as const satisfies Readonly<Record<string, Power>>;
export type Act = keyof typeof acts;

export const actNames = Object.keys(acts) as readonly Act[];
