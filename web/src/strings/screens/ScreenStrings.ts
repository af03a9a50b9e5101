type RoomKind = 'public' | 'private' | 'direct';
type Role = 'owner' | 'moderator' | 'member';

type LineProblem =
  | { readonly code: 'empty' | 'characters' }
  | { readonly code: 'tooLong'; readonly length: number; readonly max: number };

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
}
