import {
  directRoomId,
  firstRoomId,
  paths,
  skeletonOf,
  type MessageId,
  type Profile,
  type RoomId,
  type UserId,
} from '@causerie/contract';

/** Everything happens around this moment, so that pictures of it can be compared. */
export const sampleNowMs = Date.UTC(2026, 4, 14, 15, 30);

const minuteMs = 60_000;
const dayMs = 86_400_000;

const person = (name: string, color: number): Profile => ({
  name,
  skeleton: skeletonOf(name),
  color,
  createdAt: sampleNowMs - 90 * dayMs,
});

export const me = 'sampleAna' as UserId;
export const bo = 'sampleBo' as UserId;
const chloe = 'sampleChloe' as UserId;
const layla = 'sampleLayla' as UserId;
const long = 'sampleLong' as UserId;
const gone = 'sampleGone' as UserId;

export const people: ReadonlyMap<UserId, Profile | null> = new Map([
  [me, person('Ana', 3)],
  [bo, person('Bo', 7)],
  [chloe, person('Chloé', 10)],
  [layla, person('ليلى', 5)],
  [long, person('Maximilienne-Alexandrine', 0)],
  [gone, null],
]);
export const myProfile = people.get(me) ?? person('Ana', 3);
export const members: readonly UserId[] = [...people.keys()];
export const presence: ReadonlyMap<UserId, 'here' | 'away'> = new Map([
  [me, 'here'],
  [bo, 'away'],
  [layla, 'here'],
]);
/** Who has the page open. */
const here: ReadonlySet<UserId> = new Set([me, bo, layla]);
export const typists: readonly string[] = ['Bo', 'Chloé'];

const direct = directRoomId(me, bo) ?? firstRoomId;
const closedRoom = 'attic' as RoomId;

const rooms = {
  [firstRoomId]: {
    name: 'Salon',
    topic: 'Tout le monde passe par ici. Everyone comes through here.',
    kind: 'public',
    owner: me,
  },
  'b-study': { name: 'Étude', topic: 'Quiet', kind: 'public', owner: bo },
  'p-0000000000000000000000000': { name: 'Comité', topic: '', kind: 'private', owner: me },
  [closedRoom]: { name: 'Grenier', topic: '', kind: 'public', owner: bo, closedAt: sampleNowMs - dayMs },
  [direct]: { kind: 'direct' },
} as const;

/** The rooms of the one in front of the page. */
export const sampleRooms = {
  lobby: firstRoomId,
  study: 'b-study' as RoomId,
  committee: 'p-0000000000000000000000000' as RoomId,
  closed: closedRoom,
  direct,
} as const;

/** An invite into the committee. */
export const inviteCode = 'samplesamplesamplesamp';

const messageId = (index: number): MessageId => `-Sample${String(index).padStart(13, '0')}` as MessageId;

interface Said {
  readonly by: UserId;
  readonly minutesAgo: number;
  /** `undefined`: deleted since. */
  readonly text: string | undefined;
  readonly html?: string;
  readonly isEdited?: true;
  /** The place of the message that it answers. */
  readonly replyTo?: number;
  readonly reactions?: Readonly<Record<string, readonly UserId[]>>;
}

const code = 'const greet = (name: string): string => `Bonjour ${name}`;\ngreet("Ana"); // 14 May';

/** A conversation with everything in it that a message can be. */
export const conversation: readonly (Said & { readonly id: MessageId; readonly atMs: number })[] = (
  [
    { by: bo, minutesAgo: 2 * 24 * 60, text: 'Premier jour.' },
    { by: bo, minutesAgo: 2 * 24 * 60 - 1, text: 'Le même souffle.', isEdited: true },
    {
      by: chloe,
      minutesAgo: 24 * 60,
      text: '**Bold**, *italic*, `code`\n\n1. one\n2. two\n\n> a quotation\n\nhttps://example.org/a',
      html: '<p><strong>Bold</strong>, <em>italic</em>, <code>code</code></p><ol><li>one</li><li>two</li></ol><blockquote><p>a quotation</p></blockquote><p><a href="https://example.org/a" rel="noopener noreferrer nofollow ugc" target="_blank">https://example.org/a</a></p>',
      reactions: { '👍': [me, bo], '🎉': [layla] },
    },
    {
      by: me,
      minutesAgo: 50,
      text: `\`\`\`ts\n${code}\n\`\`\``,
      html: `<pre><code>${code}</code></pre>`,
    },
    { by: layla, minutesAgo: 44, text: 'مرحبا يا @Ana، كيف حالك؟', replyTo: 2 },
    { by: bo, minutesAgo: 40, text: '@Ana, @Chloé: 15 h 30 ?', reactions: { '👀': [me] } },
    { by: bo, minutesAgo: 39, text: undefined },
    { by: long, minutesAgo: 30, text: `${'Donaudampfschifffahrtsgesellschaft'.repeat(6)} 👋` },
    { by: gone, minutesAgo: 20, text: 'Adieu.', isEdited: true },
    { by: me, minutesAgo: 12, text: Array.from({ length: 40 }, (_, line) => `${line + 1}.`).join('\n') },
    { by: me, minutesAgo: 3, text: '👍', replyTo: 6 },
  ] as const
).map((said: Said, index) => ({
  ...said,
  id: messageId(index),
  atMs: sampleNowMs - said.minutesAgo * minuteMs,
}));

const stored = ({ by, text, html, isEdited, replyTo, atMs }: (typeof conversation)[number]): unknown =>
  text === undefined
    ? { uid: by, at: atMs, slot: 'a', deleted: true }
    : {
        uid: by,
        at: atMs,
        slot: 'a',
        text,
        ...(html !== undefined && { html }),
        ...(isEdited && { editedAt: atMs + minuteMs }),
        ...(replyTo !== undefined && { replyTo: messageId(replyTo) }),
      };

const joinedAt = sampleNowMs - 30 * dayMs;
const inviteUntil = Date.now() + dayMs;

/** Each place of the tree and what is there. */
const places: readonly (readonly [place: string, value: unknown])[] = [
  ...[...people].map(([uid, profile]) => [paths.user.at({ uid }), profile] as const),
  ...Object.entries(rooms).flatMap(([roomId, room]): (readonly [string, unknown])[] => [
    [paths.room.at({ roomId }), { ...room, createdAt: joinedAt }],
    ...(room.kind === 'public' && !('closedAt' in room)
      ? [[paths.directoryEntry.at({ roomId }), { name: room.name, topic: room.topic }] as const]
      : []),
    [paths.mineEntry.at({ uid: me, roomId }), { joinedAt, lastRead: sampleNowMs - 35 * minuteMs }],
    ...members.map(
      (uid) =>
        [
          paths.member.at({ roomId, uid }),
          {
            role: 'owner' in room && room.owner === uid ? 'owner' : uid === chloe ? 'moderator' : 'member',
            joinedAt,
          },
        ] as const,
    ),
  ]),
  ...conversation.map(
    (said) => [paths.message.at({ roomId: firstRoomId, messageId: said.id }), stored(said)] as const,
  ),
  ...conversation.flatMap(({ id, atMs, reactions }) =>
    Object.entries(reactions ?? {}).flatMap(([emoji, uids]) =>
      uids.map(
        (uid) => [paths.reaction.at({ roomId: firstRoomId, messageId: id, uid, emoji }), atMs] as const,
      ),
    ),
  ),
  ...[...here].map(
    (uid) => [paths.connection.at({ uid, slot: 'a' }), { at: Date.now(), id: 'samplesamplesamp' }] as const,
  ),
  [
    paths.invite.at({ roomId: sampleRooms.committee, code: inviteCode }),
    { by: me, at: joinedAt, until: inviteUntil, uses: 3 },
  ],
  [paths.mute.at({ roomId: firstRoomId, uid: long }), { by: me, at: joinedAt, until: inviteUntil }],
  [
    paths.auditEntry.at({ roomId: firstRoomId, entryId: messageId(90) }),
    { by: me, at: sampleNowMs - dayMs, act: 'mute', about: long },
  ],
  [
    paths.auditEntry.at({ roomId: firstRoomId, entryId: messageId(91) }),
    { by: chloe, at: sampleNowMs - dayMs, act: 'removeMessage', about: bo, messageId: messageId(6) },
  ],
];

/** The whole tree, as the database would hold it. */
export const sampleTree = (): Readonly<Record<string, unknown>> => {
  const root: Record<string, unknown> = {};
  for (const [place, value] of places) {
    const names = place.split('/');
    const last = names.pop() ?? '';
    let at = root;
    for (const name of names) at = (at[name] ??= {}) as Record<string, unknown>;
    at[last] = value;
  }
  return root;
};
