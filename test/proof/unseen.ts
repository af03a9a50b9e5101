/** Parts of the rules that no request can make true, or false, each with the reason. */
export interface Unseen {
  /** Of the rule, such as `/rooms/$roomId .write`. */
  readonly rules: RegExp;
  readonly part: RegExp;
  /** What it never is. */
  readonly never: boolean;
  readonly why: string;
}

export const unseen: readonly Unseen[] = [
  {
    rules: /\.validate$/,
    part: /\) newData\.is(String|Number)\(\)$/,
    never: false,
    why: 'the rule of the record, which is asked before, needs it of this type',
  },
  {
    rules: /\.validate$/,
    part: /\) newData\.val\(\) === (now|auth\.uid|true)$/,
    never: false,
    why: 'the rule of the record, which is asked before, says so too',
  },
  {
    rules: /^\/users\/\$uid\/skeleton /,
    part: /newData\.val\(\)\.(length|matches)/,
    never: false,
    why: 'the rule of the profile, which is asked before, makes it what the name folds to',
  },
  {
    rules: /^\/directory\/\$roomId .validate$/,
    part: /hasChildren/,
    never: false,
    why: 'its two fields are those of the room, and who may write it asks for the room',
  },
  {
    rules: /^\/rooms\/\$roomId\/closedAt /,
    part: /data\.(exists|val)/,
    never: true,
    why: 'a room that is closed is not written any more',
  },
  {
    rules: /^\/rooms\/\$roomId\/closedAt /,
    part: /data\.val/,
    never: false,
    why: 'a room that is closed is not written any more, so nothing is compared',
  },
  {
    rules: /^\/audit\/\$roomId\/\$entryId\/(act|role|messageId) /,
    part: /./,
    never: false,
    why: 'the rule of the entry, which is asked before, compares it with what was done',
  },
  {
    rules: /^\/audit\/\$roomId\/\$entryId\/role /,
    part: /'owner'/,
    never: true,
    why: 'who becomes owner does so by a handing over, whose entry names no role',
  },
];
