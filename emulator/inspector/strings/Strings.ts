import type { EditProblem } from '../../src/inspect/answers.ts';

/** What a query asks for, as the protocol abbreviates it. */
export interface QueryWords {
  readonly order: string | undefined;
  readonly from: string | undefined;
  readonly isFromIncluded: boolean;
  readonly to: string | undefined;
  readonly isToIncluded: boolean;
  readonly limit: number | undefined;
  readonly isFromEnd: boolean;
}

/** Everything the inspector says, in one language. */
export interface Strings {
  readonly tag: 'en' | 'fr';
  readonly title: string;
  readonly skip: string;
  readonly database: string;
  readonly otherDatabase: string;
  readonly otherDatabaseName: string;
  readonly open: string;
  readonly noDatabase: string;
  readonly language: string;
  readonly lost: string;
  readonly openToAll: (database: string) => string;
  readonly tabs: Readonly<
    Record<'data' | 'connections' | 'activity' | 'denials' | 'coverage' | 'rules', string>
  >;
  readonly views: string;
  readonly cancel: string;
  readonly save: string;
  readonly number: (value: number) => string;
  /** Two digits that count. */
  readonly small: (value: number) => string;
  readonly bytes: (value: number) => string;
  readonly time: (ms: number) => string;
  readonly ago: (ms: number) => string;
  readonly data: {
    readonly tree: (database: string) => string;
    readonly keys: string;
    readonly actions: string;
    readonly selected: string;
    readonly goTo: string;
    readonly go: string;
    readonly notThere: (path: string) => string;
    readonly add: string;
    readonly edit: string;
    readonly rename: string;
    readonly remove: string;
    readonly undo: string;
    readonly exportFile: string;
    readonly importFile: string;
    readonly children: (count: number) => string;
    readonly range: (first: string, last: string, count: number) => string;
    readonly more: (characters: number) => string;
    readonly priority: (value: string) => string;
    readonly empty: string;
    readonly waiting: string;
    readonly addTitle: (path: string) => string;
    readonly editTitle: (path: string) => string;
    readonly renameTitle: (path: string) => string;
    readonly removeAllTitle: (database: string) => string;
    readonly removeAll: string;
    readonly importTitle: (path: string) => string;
    readonly importText: (file: string, size: string) => string;
    readonly importDo: string;
    readonly key: string;
    readonly keyHint: string;
    readonly json: string;
    readonly jsonHint: string;
    readonly badJson: (line: number, column: number) => string;
    readonly useAsText: string;
    readonly badKey: (character: string) => string;
    readonly emptyKey: string;
    readonly problem: (problem: EditProblem, detail: string) => string;
    readonly tooLarge: string;
    readonly saved: (path: string) => string;
    readonly renamed: (from: string, to: string) => string;
    readonly removed: (path: string) => string;
    readonly undone: string;
    readonly imported: (file: string, path: string) => string;
    readonly exported: (file: string) => string;
  };
  readonly connections: {
    readonly none: string;
    readonly shown: (shown: number, total: number) => string;
    readonly caption: (database: string) => string;
    readonly columns: Readonly<
      Record<'id' | 'transport' | 'identity' | 'since' | 'sent' | 'queued' | 'listens', string>
    >;
    readonly transport: Readonly<Record<'webSocket' | 'longPolling' | 'eventStream', string>>;
    readonly owner: string;
    readonly signedOut: string;
    readonly token: string;
    readonly listens: (count: number) => string;
    readonly query: (query: QueryWords) => string;
    readonly unknown: string;
  };
  readonly activity: {
    readonly perSecond: (value: string) => string;
    readonly ms: (value: string) => string;
    readonly writes: string;
    readonly reads: string;
    readonly pushes: string;
    readonly denials: string;
    readonly latency: string;
    readonly latencyHint: string;
    readonly connections: string;
    readonly memory: string;
    readonly lag: string;
    readonly lagHint: string;
    readonly plot: (title: string, now: string, most: string) => string;
    readonly minutes: string;
    readonly now: string;
    readonly waiting: string;
    readonly databases: string;
    readonly columns: Readonly<
      Record<'name' | 'rules' | 'connections' | 'listens' | 'reads' | 'writes' | 'denials', string>
    >;
    readonly rulesLoaded: string;
    readonly rulesMissing: string;
    readonly metrics: string;
  };
  readonly denials: {
    readonly none: string;
    readonly noneHint: string;
    readonly read: string;
    readonly write: string;
    readonly by: string;
    readonly as: string;
    readonly line: (line: number, column: number) => string;
    readonly isFalse: string;
    readonly failed: string;
    readonly values: string;
    readonly part: string;
    readonly is: string;
    readonly noRule: string;
    readonly because: string;
  };
  readonly coverage: { readonly frame: string; readonly openAlone: string };
  readonly rules: {
    readonly text: (database: string) => string;
    readonly none: (database: string) => string;
  };
}
