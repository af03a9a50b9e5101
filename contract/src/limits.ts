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
  /** Invites made, in all rooms together. */
  inviteRing: { slots: ['a', 'b', 'c', 'd', 'e'], windowMs: 600_000, guestWindowMs: 3_600_000 },
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
  /** Who has touched nothing for so long is away, though their page is open. */
  awayAfterMs: 300_000,
  /** A ban or a mute in a room ends at the latest after this; who wants a longer one gives it again. */
  restrictionMaxMs: 365 * 86_400_000,
  /** How many may come by one invite, and for how long at most. */
  inviteUses: 100,
  inviteMaxMs: 30 * 86_400_000,
  invitesPerRead: 100,
  /** How often a person may do what an audit log keeps, in all rooms together. */
  actEveryMs: 1000,
  auditPerRead: 100,
  /** What one read of a list may ask for. */
  messagesPerRead: 100,
  membersPerRead: 200,
  blocksPerRead: 200,
  roomsPerRead: 100,
  reactorsPerRead: 100,
  /** More people than this typing at once are "many". */
  typingPerRead: 20,
  /** What a room shows at first. */
  messagesShown: 50,
  /**
   * A full message ring: all slots taken within `spreadMs`. Who has sent `perMinute` messages with a full ring within one minute of the clock
   * (the ring lets 30 through) floods, and that is a strike. Minutes are remembered for `rememberMs`.
   */
  flood: { spreadMs: 15_000, perMinute: 24, rememberMs: 600_000 },
  /** Reports by so many different people with accounts, within this time, are a strike too. */
  complaints: { people: 3, windowMs: 86_400_000 },
  /** The first strike mutes for `firstMuteMs`, each further one for twice as long; from the `banFrom`-th on it bans as well. */
  strikes: { firstMuteMs: 600_000, longestMs: 86_400_000, banFrom: 5, rememberMs: 7 * 86_400_000 },
  /** How often a person may call a function within `windowMs`. */
  calls: { signOutEverywhere: 5, exportMyData: 240, eraseAccount: 5, windowMs: 3_600_000 },
  /** Who has an account and wants it erased must have signed in within this time. */
  eraseAfterSignInMs: 5 * 60_000,
  /** A page of an export. */
  exportItems: 200,
  /** Avatars choose among this many colours. */
  colors: 12,
} as const;
