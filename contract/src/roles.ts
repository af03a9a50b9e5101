/** What somebody may do in a room beyond reading, speaking and leaving. */
export const powers = [
  'rename',
  'setTopic',
  'setPace',
  'ignorePace',
  'invite',
  'removeMessages',
  'mute',
  'kick',
  'ban',
  'promote',
  'handOver',
  'close',
  'seeAudit',
] as const;
export type Power = (typeof powers)[number];

/** The roles of a room, the mightiest first. */
export const roles = ['owner', 'moderator', 'member'] as const;
export type Role = (typeof roles)[number];

interface RoleRow {
  readonly powers: readonly Power[];
  /** Against whom the powers over people work. Nobody has them against an equal, nor against the owner. */
  readonly over: readonly Role[];
}

/** Who may do what: rules, tests and help texts are made from this table. */
export const roleTable: Readonly<Record<Role, RoleRow>> = {
  owner: { powers, over: ['moderator', 'member'] },
  moderator: {
    powers: [
      'setTopic',
      'setPace',
      'ignorePace',
      'invite',
      'removeMessages',
      'mute',
      'kick',
      'ban',
      'seeAudit',
    ],
    over: ['member'],
  },
  member: { powers: [], over: [] },
};

export const rolesWith = (power: Power): readonly Role[] =>
  roles.filter((role) => roleTable[role].powers.includes(power));
