type RoomKind = 'public' | 'private' | 'direct';
type Role = 'owner' | 'moderator' | 'member';

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
    readonly callProblem: (failure: { readonly reason: string; readonly retryAfterMs?: number }) => string;
  };
}
