/** Every number a person could argue about. Lengths are UTF-16 code units, which is what rules, JavaScript and the browser count. */
export const limits = {
  /** Long enough for a stack trace, short enough that rendering never takes noticeable time. */
  messageText: 4000,
  /** Rendered Markdown grows: each line can become an element. */
  messageHtml: 40_000,
  nameMin: 2,
  nameMax: 24,
  /** A letter of a name becomes at most two of its skeleton: m is rn. */
  nameSkeleton: 48,
  roomName: 40,
  roomTopic: 200,
  /** Message ring: at most `count` messages in any window of `windowMs`, per person, over all rooms and tabs. */
  messageRing: { slots: ['a', 'b', 'c', 'd', 'e'], windowMs: 10_000 },
  /** How long an author may still change a text. */
  editWithinMs: 15 * 60_000,
  /**
   * Whatever else people do often has a ring too. `guestWindowMs` is the window of who signed in without an account: guests
   * write as others do, and everything else they do more slowly.
   */
  editRing: { slots: ['a', 'b', 'c', 'd', 'e'], windowMs: 60_000, guestWindowMs: 120_000 },
  reactionRing: { slots: ['a', 'b', 'c', 'd', 'e'], windowMs: 10_000, guestWindowMs: 20_000 },
  /** Rooms opened, of all kinds. */
  roomRing: { slots: ['a', 'b', 'c', 'd', 'e'], windowMs: 600_000, guestWindowMs: 3_600_000 },
  /** Rooms joined, public and direct ones and by invites. Opening one is covered by its own ring. */
  joinRing: { slots: ['a', 'b', 'c', 'd', 'e'], windowMs: 30_000, guestWindowMs: 60_000 },
  /**
   * Tries of invites. Whoever wants to come by one knocks first, and may come while the knock is fresh: so every guess at a code
   * takes a slot, whatever comes of it.
   */
  knockRing: { slots: ['a', 'b', 'c', 'd', 'e'], windowMs: 60_000, guestWindowMs: 300_000 },
  knockFreshMs: 60_000,
  /** Changes of how one appears: the first profile, another name, another colour. */
  profileRing: { slots: ['a', 'b', 'c', 'd', 'e'], windowMs: 600_000, guestWindowMs: 1_800_000 },
  reportRing: { slots: ['a', 'b', 'c', 'd', 'e'], windowMs: 600_000, guestWindowMs: 1_800_000 },
  /** What somebody may add to a report. */
  reportNote: 500,
  /** The longest pause between two messages of one person that a room may ask for. */
  slowMsMax: 3_600_000,
  /** A person may say "typing" this often; readers forget it after `typingFreshMs`. */
  typingEveryMs: 1000,
  typingFreshMs: 6000,
  /** One row a connection. A ninth tab shows nobody new. */
  connectionSlots: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'],
  /** A connection refreshes its row this often; a row older than `connectionStaleMs` counts as gone and may be taken over. */
  connectionBeatMs: 45_000,
  connectionStaleMs: 120_000,
  /** A ban or a mute in a room ends at the latest after this; who wants a longer one gives it again. */
  restrictionMaxMs: 365 * 86_400_000,
  /** How many may come by one invite, and for how long at most. */
  inviteUses: 100,
  inviteMaxMs: 30 * 86_400_000,
  invitesPerRead: 100,
  /** What one read of a list may ask for. */
  messagesPerRead: 100,
  membersPerRead: 200,
  roomsPerRead: 100,
  reactorsPerRead: 100,
  /** More people than this typing at once are "many". */
  typingPerRead: 20,
  /** What a room shows at first. */
  messagesShown: 50,
  /** Avatars choose among this many colours. */
  colors: 12,
} as const;
