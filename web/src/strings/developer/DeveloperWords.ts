/** What the developer panel says, in one language. */
export interface DeveloperWords {
  readonly heading: string;
  /** The button; `keys` opens and closes it, too. */
  readonly open: (keys: string) => string;
  readonly close: string;
  readonly sections: string;
  readonly tabs: {
    readonly tree: string;
    readonly writes: string;
    readonly sanitiser: string;
    readonly people: string;
  };
  readonly noRoom: string;
  readonly tree: {
    readonly hint: string;
    readonly room: string;
    readonly person: string;
    readonly loading: string;
    readonly earlier: string;
  };
  readonly writes: {
    readonly hint: string;
    readonly none: string;
    readonly onlyRefused: string;
    readonly refused: (count: number) => string;
    readonly more: (count: number) => string;
    /** Beside a write that the server does when the connection ends. */
    readonly leaving: string;
    readonly verdicts: {
      readonly waiting: string;
      readonly stored: (milliseconds: number) => string;
      readonly denied: string;
      readonly failed: string;
    };
    readonly place: string;
    readonly value: string;
    readonly why: string;
    readonly refusedPlace: string;
    readonly asking: string;
    readonly unexplained: string;
    readonly rule: (kind: string, path: string) => string;
    /** In the file of the rules. */
    readonly position: (line: number, column: number) => string;
    readonly outcomes: { readonly true: string; readonly false: string; readonly error: string };
    readonly part: string;
    readonly came: string;
    /** Rules that were asked as well, and could have allowed it. */
    readonly others: (count: number) => string;
    readonly auth: string;
  };
  readonly sanitiser: {
    readonly hint: string;
    readonly what: string;
    readonly message: string;
    readonly ownText: string;
    readonly ownHtml: string;
    readonly which: string;
    readonly noMessages: string;
    readonly text: string;
    readonly html: string;
    readonly before: string;
    readonly after: string;
    readonly asking: string;
    readonly plain: string;
    readonly refused: (reason: string) => string;
    readonly taken: string;
    readonly byTidying: string;
    readonly bySanitiser: string;
    readonly byPage: string;
    readonly nothing: string;
    readonly shown: string;
    readonly agrees: string;
    readonly differs: string;
    readonly notYet: string;
    readonly failed: string;
    readonly went: string;
    readonly came: string;
  };
  readonly people: {
    readonly hint: string;
    readonly filter: string;
    readonly none: string;
    readonly you: string;
    readonly role: (role: string) => string;
    readonly elsewhere: string;
    readonly act: (name: string) => string;
  };
  readonly acting: (name: string) => string;
  readonly back: string;
}
