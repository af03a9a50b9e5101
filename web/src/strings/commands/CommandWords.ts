type LineProblem =
  | { readonly code: 'empty' | 'characters' }
  | { readonly code: 'tooLong'; readonly length: number; readonly max: number };

/** What slash commands say, in one language. */
export interface CommandWords {
  readonly heading: string;
  /** What a command is given, as its help shows it. */
  readonly arguments: Readonly<
    Record<'none' | 'text' | 'optionalText' | 'person' | 'personAndMinutes', string>
  >;
  readonly hints: Readonly<
    Record<
      | 'me'
      | 'nick'
      | 'find'
      | 'leave'
      | 'topic'
      | 'rename'
      | 'invite'
      | 'kick'
      | 'mute'
      | 'unmute'
      | 'ban'
      | 'unban'
      | 'help',
      string
    >
  >;
  readonly unknown: (name: string) => string;
  readonly missing: (usage: string) => string;
  readonly minutes: (found: string, maxDays: number) => string;
  readonly nobody: (name: string) => string;
  readonly yourself: string;
  readonly notYours: string;
  readonly line: (problem: LineProblem) => string;
  readonly done: string;
  readonly dismiss: string;
}
