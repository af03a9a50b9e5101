import type { Act, ReportReason, Role } from '@causerie/contract';

type RoomKind = 'public' | 'private' | 'direct';

type LineProblem =
  | { readonly code: 'empty' | 'characters' }
  | { readonly code: 'tooLong'; readonly length: number; readonly max: number };

type SignInProblem =
  | 'unreachable'
  | 'badEmail'
  | 'wrongPassword'
  | 'weakPassword'
  | 'taken'
  | 'alreadyLinked'
  | 'tooManyTries'
  | 'disabled'
  | 'notOffered'
  | 'sessionEnded'
  | 'unknown';

/** What is said on the screens that are loaded when they are opened, in one language. */
export interface ScreenStrings {
  readonly browse: {
    readonly heading: string;
    readonly search: string;
    /** More rooms have not been fetched yet. */
    readonly searched: (fetched: number) => string;
    readonly loading: string;
    readonly found: (count: number) => string;
    readonly none: string;
    readonly noMatch: string;
    readonly failed: string;
    readonly tryAgain: string;
    readonly more: string;
    readonly create: string;
    readonly open: string;
    readonly join: string;
  };
  readonly newRoom: {
    readonly heading: string;
    readonly name: string;
    readonly nameHint: (max: number) => string;
    readonly topic: string;
    readonly topicHint: string;
    readonly problem: (problem: LineProblem) => string;
    readonly who: string;
    readonly public: string;
    readonly publicHint: string;
    readonly private: string;
    readonly privateHint: string;
    readonly create: string;
    readonly creating: string;
  };
  readonly aboutRoom: {
    readonly heading: string;
    readonly loading: string;
    readonly gone: string;
    readonly kindLabel: string;
    readonly kinds: Readonly<Record<RoomKind, string>>;
    readonly topicLabel: string;
    readonly roleLabel: string;
    readonly roles: Readonly<Record<Role, string>>;
    readonly settings: string;
    readonly pace: string;
    readonly paceHint: string;
    readonly noPause: string;
    readonly pause: (seconds: number) => string;
    readonly save: string;
    readonly saved: string;
    readonly out: string;
    readonly leave: string;
    readonly leaveQuestion: (kind: RoomKind) => string;
    readonly leaveYes: string;
    readonly stay: string;
    readonly ownerStays: string;
  };
  readonly me: {
    readonly heading: string;
    readonly color: string;
    /** In the order of the palette. */
    readonly colors: readonly string[];
    readonly save: string;
    readonly saved: string;
  };
  readonly attention: {
    readonly heading: string;
    readonly levels: Readonly<Record<'nothing' | 'calls' | 'everything', string>>;
    readonly blocked: string;
    readonly sound: string;
    readonly quiet: string;
    readonly from: string;
    readonly to: string;
  };
  readonly sharing: {
    readonly heading: string;
    readonly lastSeen: string;
    readonly receipts: string;
    readonly hints: Readonly<Record<'lastSeen' | 'receipts', string>>;
  };
  readonly account: {
    readonly heading: string;
    readonly returning: string;
    readonly email: string;
    readonly password: string;
    readonly passwordHint: string;
    readonly bothNeeded: string;
    readonly signIn: string;
    readonly forgot: string;
    readonly resetNeedsEmail: string;
    readonly resetSent: (email: string) => string;
    readonly google: string;
    readonly googleWaiting: string;
    /** There is no Google behind the emulator: any address will do. */
    readonly googleEmulated: string;
    readonly googleDeclined: string;
    readonly windowBlocked: string;
    /** `isNew`: a guest wants an account, and does not come back to one. */
    readonly problem: (problem: SignInProblem, isNew: boolean) => string;
    readonly guestHint: string;
    readonly keep: string;
    readonly saved: string;
    readonly signedInAs: (email: string | undefined, hasPassword: boolean, hasGoogle: boolean) => string;
    /** The browser has not heard from the server who somebody is. */
    readonly notYet: string;
    readonly out: string;
    readonly signOut: string;
    readonly outQuestion: string;
    readonly guestOutQuestion: string;
    readonly everywhere: string;
    readonly everywhereQuestion: string;
    readonly waiting: (messages: number) => string;
    readonly stay: string;
    readonly data: string;
    readonly dataHint: string;
    readonly take: string;
    readonly collecting: string;
    readonly erase: string;
    readonly eraseQuestion: string;
    readonly callProblem: (failure: { readonly reason: string; readonly retryAfterMs?: number }) => string;
  };
  readonly person: {
    readonly heading: string;
    readonly here: string;
    readonly away: string;
    readonly offline: string;
    /** Since when they have been known here, in milliseconds. */
    readonly since: (ms: number) => string;
    readonly message: string;
    readonly peace: string;
    readonly block: string;
    readonly unblock: string;
    readonly blockHint: string;
    readonly isBlocked: string;
    readonly reportHint: string;
    readonly report: string;
  };
  readonly moderation: {
    readonly heading: string;
    readonly duration: string;
    readonly lasts: (ms: number) => string;
    readonly mute: string;
    readonly liftMute: string;
    readonly kick: string;
    readonly kickQuestion: (name: string) => string;
    readonly ban: string;
    readonly banQuestion: (name: string, lasts: string) => string;
    readonly liftBan: string;
    readonly promote: string;
    readonly demote: string;
    readonly handOver: string;
    readonly handOverQuestion: (name: string) => string;
    readonly no: string;
    readonly muted: (name: string) => string;
    readonly unmuted: (name: string) => string;
    readonly kicked: (name: string) => string;
    readonly banned: (name: string) => string;
    readonly unbanned: (name: string) => string;
    readonly roleGiven: (name: string, role: Role) => string;
    readonly handedOver: (name: string) => string;
    readonly restricted: string;
    readonly nobody: string;
    readonly bannedUntil: (name: string, ms: number) => string;
    readonly mutedUntil: (name: string, ms: number) => string;
    readonly log: string;
    readonly loading: string;
    readonly nothing: string;
    readonly logCut: (shown: number) => string;
    readonly entry: (act: Act, by: string, about: string, role: Role | undefined) => string;
    readonly moment: (ms: number) => string;
    readonly close: string;
    readonly closeQuestion: string;
    readonly closeYes: string;
  };
  readonly invites: {
    readonly heading: string;
    readonly uses: string;
    readonly people: (count: number) => string;
    readonly lasts: string;
    readonly duration: (ms: number) => string;
    readonly make: string;
    readonly link: string;
    readonly left: (uses: number, untilMs: number) => string;
    readonly copy: string;
    readonly copied: string;
    readonly copyFailed: string;
    readonly takeBack: string;
    readonly invitedHeading: string;
    readonly invited: string;
    readonly come: string;
    readonly notNow: string;
    /** The same whatever is wrong with it. */
    readonly doesNotHold: string;
  };
  readonly report: {
    readonly heading: string;
    readonly hint: string;
    readonly why: string;
    readonly reasons: Readonly<Record<ReportReason, string>>;
    readonly note: string;
    readonly noteTooLong: (over: number) => string;
    readonly send: string;
    readonly sent: string;
  };
}
