import type { NicknameProblem } from '@causerie/contract';

/**
 * Everything the page says, in one language. A sentence that depends on a value is a function, so that each language
 * puts the value, the plural and the elision where it wants them.
 */
export interface Strings {
  /** BCP 47, for `lang`, for dates and for sorting. */
  readonly tag: string;
  readonly language: {
    readonly unreachable: string;
  };
  readonly session: {
    readonly welcome: string;
    readonly invitation: string;
    readonly nickname: string;
    readonly nicknameHint: (min: number, max: number) => string;
    readonly preview: string;
    readonly enter: string;
    readonly entering: string;
    readonly problem: (problem: NicknameProblem) => string;
    /** `existing` is the name that stands in the way, when it can be told. */
    readonly taken: (wanted: string, existing: string | undefined) => string;
    readonly unreachable: string;
    readonly refused: string;
    readonly opening: string;
    /** The button with one's own name. */
    readonly me: (name: string) => string;
    /** For who has been here before. */
    readonly haveAccount: string;
  };
  readonly connection: {
    readonly label: string;
    readonly connecting: string;
    readonly live: string;
    readonly reconnecting: string;
    /** Beside `reconnecting`: until the next attempt. */
    readonly retryIn: (seconds: number) => string;
    /** Since the server was last heard. */
    readonly heard: (seconds: number) => string;
    readonly nextTry: (seconds: number) => string;
    readonly trying: string;
    readonly stale: string;
    readonly signedOut: string;
    readonly signedOutHint: string;
    readonly signInAgain: string;
    readonly details: string;
    readonly close: string;
    readonly roundTrip: string;
    /** So many of a hundred answers came within a time. */
    readonly roundTripOf: (share: number, milliseconds: number) => string;
    readonly roundTrips: (count: number) => string;
    readonly noRoundTrip: string;
    readonly offline: string;
    readonly tryNow: string;
    readonly whatIsSent: string;
  };
  readonly rooms: {
    readonly heading: string;
    readonly loading: string;
    readonly noneYet: string;
    readonly noneYetHint: string;
    readonly directoryRefused: string;
    readonly notIn: string;
    readonly notInHint: string;
    readonly joinAgain: string;
    readonly tryAgain: string;
    /** One's own list is longer than what is shown of it. */
    readonly cut: (shown: number) => string;
    /** Public rooms one is not in. */
    readonly others: string;
    readonly direct: string;
    readonly browse: string;
    readonly create: string;
    readonly about: (room: string) => string;
    readonly closed: string;
    readonly closedHint: string;
    readonly gone: string;
    readonly elsewhere: string;
  };
  /** Why something that was pressed did not happen, and what to do. Times in milliseconds. */
  readonly refusal: (
    refusal:
      | { readonly kind: 'unreachable' | 'closed' | 'notAllowed' }
      | { readonly kind: 'tooFast' | 'banned' | 'bannedHere' | 'muted'; readonly untilMs: number },
  ) => string;
  /** Pages that are loaded when they are opened. */
  readonly screens: {
    readonly close: string;
    readonly unreachable: string;
  };
  readonly messages: {
    readonly report: string;
    readonly loading: string;
    readonly empty: string;
    readonly emptyHint: string;
    readonly someone: string;
    readonly today: string;
    readonly yesterday: string;
    /** `isAtLeast`: there may be more than could be counted. */
    readonly newMessages: (count: number, isAtLeast?: boolean) => string;
    /** On the line above the first message that is new. */
    readonly newHere: string;
    readonly loadingOlder: string;
    /** Above the first message of a room. */
    readonly beginning: string;
    readonly copyLink: string;
    readonly linkCopied: string;
    /** A link leads to a message that is not there any more. */
    readonly gone: string;
    readonly notFetched: string;
    readonly find: string;
    readonly understood: string;
    readonly toLatest: string;
    readonly showAll: string;
    readonly codeBlock: string;
    readonly edited: string;
    readonly deleted: string;
    readonly sending: string;
    readonly waitingForConnection: string;
    readonly waitingForTurn: (seconds: number) => string;
    readonly notSent: string;
    readonly refusedNotMember: string;
    readonly refusedTooFast: string;
    readonly refusedMuted: string;
    readonly refusedBanned: string;
    readonly refusedClosed: string;
    readonly refusedUnknown: string;
    readonly tryAgain: string;
    readonly edit: string;
  };
  readonly attention: {
    readonly offer: string;
    readonly accept: string;
    readonly decline: string;
    /** Beside a room. `figures` is a number, or `99+`. */
    readonly unread: (count: number, figures: string) => string;
    readonly calls: (count: number) => string;
  };
  readonly emoji: {
    readonly heading: string;
    readonly search: string;
    readonly groups: string;
    readonly recent: string;
    /** Unicode's groups, by number. */
    readonly group: (group: number) => string;
    readonly loading: string;
    readonly unreachable: string;
    readonly none: string;
  };
  readonly composer: {
    readonly openEmoji: string;
    /** Beside the field: what the beginning before the caret could become. */
    readonly proposals: string;
    readonly label: (room: string) => string;
    readonly send: string;
    readonly left: (count: number) => string;
    readonly tooLong: (over: number) => string;
    readonly outboxFull: (max: number) => string;
    /** A picture or another file was pasted, or dropped there. */
    readonly noFiles: string;
    readonly keys: string;
  };
  readonly members: {
    /** Over what a small screen shows in place of the side. */
    readonly sheet: string;
    readonly open: (here: number, all: number) => string;
    readonly close: string;
    readonly here: string;
    /** Over those who are neither here nor away. */
    readonly offline: string;
    /** Beside the name of who has left the page open. */
    readonly away: string;
    /** `ago` is a time in words: 5 minutes ago. */
    readonly lastSeen: (ago: string) => string;
    readonly you: string;
    readonly roles: Readonly<Record<'owner' | 'moderator', string>>;
    /** The room has more members than are shown. */
    readonly cut: (shown: number) => string;
  };
  readonly typing: {
    /** One to three names; more arrive as `several`. */
    readonly names: (names: readonly string[]) => string;
    readonly several: string;
  };
  readonly failure: {
    readonly heading: string;
    readonly hint: string;
    readonly reload: string;
  };
}
