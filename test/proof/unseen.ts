/** Parts of the rules that no request can make true, or false, each with the reason. */
export interface Unseen {
  /** Of the rule, such as `/rooms/$roomId .write`. */
  readonly rules: RegExp;
  readonly part: RegExp;
  readonly never: boolean;
  readonly why: string;
}

export const unseen: readonly Unseen[] = [];
