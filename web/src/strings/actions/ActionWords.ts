/** What can be done with messages, in one language. */
export interface ActionWords {
  readonly reactions: string;
  readonly react: string;
  readonly reactWith: (emoji: string) => string;
  /** Who put a sign: names that are known, how many more, and whether oneself did. */
  readonly reaction: (emoji: string, names: readonly string[], more: number, isMine: boolean) => string;
  readonly notDone: string;
  readonly dismiss: string;
  /** What is seen under a message, and what is said of it: one to three names, and how many more there are. */
  readonly readBy: (count: number) => string;
  readonly readByNames: (names: readonly string[], more: number) => string;
  readonly reply: string;
  /** In a thread. */
  readonly quote: string;
  readonly replyingTo: (name: string) => string;
  readonly cancelReply: string;
  /** Before the words that a message answers. */
  readonly inReplyTo: (name: string) => string;
  readonly originalDeleted: string;
  readonly originalGone: string;
  readonly originalBlocked: string;
  readonly edit: string;
  readonly editing: string;
  readonly editLabel: string;
  readonly cancelEdit: string;
  readonly save: string;
  readonly saving: string;
  /** In a thread, of commands that it does not obey. */
  readonly commandInThread: string;
  readonly nothingLeft: string;
  /** Beside `nothingLeft`. */
  readonly removeEmptied: string;
  readonly remove: string;
  /** Of another's message. */
  readonly removeTheirs: (name: string) => string;
  readonly removed: string;
  readonly undo: string;
  readonly thread: string;
  readonly openThread: string;
  readonly replies: (count: number) => string;
  readonly closeThread: string;
  readonly threadLabel: string;
  readonly earlierReplies: string;
  readonly noReplies: string;
  readonly loadingThread: string;
  readonly threadUnreachable: string;
}
