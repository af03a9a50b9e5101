/** Mutants that no test can notice, because no request is decided differently. Each was looked at, and `why` says so in a line. */
export interface Equivalent {
  /** Of the place, such as `/rooms/$roomId .write`. */
  readonly places: RegExp;
  /** Of the mutant's id. */
  readonly mutant: RegExp;
  readonly why: string;
}

/**
 * Most of these are something said twice on purpose: each rule names what it asks without leaning on what another rule
 * happens to ask in the same update.
 */
export const equivalents: readonly Equivalent[] = [
  {
    places: /\.(read|write)$/,
    mutant: /drop && · ⟦auth != null→true⟧ && \(!root/,
    why: 'Nobody has no uid, and what is made of it fails, which denies too; said first, as rules ought to.',
  },
  {
    places: /\.(write|validate)$/,
    mutant: /⟦root→newData(\.parent\(\))+⟧\.child\('(revoked|sanctions)\//,
    why: 'Only the server writes there, so that no request leaves anything else there than it finds.',
  },
  {
    places: /^(?!\/audit).*\.write$/,
    mutant: /⟦root→newData(\.parent\(\))+⟧\.child\('(bans|mutes)\/' \+ \$roo/,
    why: 'Nobody has power over themselves: no request changes a ban or mute of whoever makes it.',
  },
  {
    places: /\.validate$/,
    mutant: /drop && · ⟦newData\.is(String|Number)\(\)→true⟧/,
    why: 'What is of another type fails in what is asked of it next, which denies too.',
  },
  {
    places: /\.validate$/,
    mutant: /drop name · (?!.*⟦'color')/,
    why: 'A record without it fails in what is asked of that field besides.',
  },
  {
    places: /^(?!\/audit\/.*\/by ).*\/(at|editedAt|deleted|by) \.validate$/,
    mutant: /drop && · ⟦newData\.val\(\) === (now|true|auth\.uid)→true⟧/,
    why: 'The rule of the record, which is asked whichever field is written, says so too.',
  },
  {
    places: /^\/users\/\$uid\/skeleton /,
    mutant: / (drop from set|widen range|open set) · |48→49|⟦newData\.val\(\)\.(length|matches)/,
    why: 'The rule of the profile makes it what the name folds to, and a name has a form.',
  },
  {
    places: /^\/users\/\$uid\/name /,
    mutant: /widen range · .*⟦(0→\\\/|Z→\\\[)⟧/,
    why: 'A name with this character folds to what cannot be a key, so it cannot be claimed.',
  },
  {
    places: /^\/(rooms|directory)\/\$roomId\/(name|topic) /,
    mutant: /drop from set · .*\[\^\\s.*⟦\\u(00ad|061c|115f|1160|17b4|17b5|180b-\\u180e|3164|feff|ffa0)→⟧/,
    why: 'One of the two patterns asks for a line without this character, the other for something to see: both refuse it.',
  },
  {
    places: /^\/audit\/\$roomId\/\$entryId\/messageId /,
    mutant: / (always|drop &&|unanchor|open set|widen range|drop from set|count|other root) · /,
    why: 'The message is removed in the same update, and the rule of messages asks for the form of its id.',
  },
  {
    places: /^\/members\/\$roomId\/\$uid \.write$/,
    mutant:
      / (unanchor|open set|widen range|count) · .*'code'\)\.val\(\)\.matches|9A-Za-z\]\{22\}\$\/\)→true⟧/,
    why: 'The row that names the code is written in the same update, and its rule asks for the form of the code.',
  },
  {
    places: /\.read$/,
    mutant: /drop && · .*⟦query\.limitToLast != null→true⟧/,
    why: 'To compare a limit that is not there fails, and this is the last that is tried: both deny.',
  },
  {
    places: /^\/mine\/\$uid\/\$roomId \.write$/,
    mutant:
      /\$roomId\.matches|_\[0-9A-Za-z\]|!root\.child\(⟦'rooms|⟦!(data\.exists\(\)|root\.child\('rooms\/' \+ \$roomId\)\.exists\(\))→true⟧/,
    why: 'The row of another is written together with a membership, whose rule asks for a new room of the two.',
  },
  {
    places: /^\/rooms\/\$roomId \.validate$/,
    mutant:
      /(widen range|open set|unanchor|any character|count) · .*(\/\^p-|d-|\/⟦\^→⟧d|⟦d→|_).*|unanchor .*⟦\$→⟧/,
    why: 'An id that only this pattern would take is refused by the pattern of all rooms.',
  },
  {
    places: /^\/(rooms|messages|reports|audit|invites|blocks)\/.* \.validate$/,
    mutant: /widen range · .*⟦(0→\\\/|Z→\\\[)⟧/,
    why: 'No key has this character, and nothing is found by what cannot be a key.',
  },
  {
    places: /^\/bans\/\$roomId\/\$uid \.write$/,
    mutant:
      /child\('members\/' \+ \$roomId \+ '\/' \+ \$uid\)|child\(⟦'members\/'→|⟦'\/'→'\/~'⟧ \+ \$uid|\+ \$uid\)\.child\(|⟧\.child\('members\//,
    why: 'Whoever is banned is put out in the same update, and the rule of members asks for the same power.',
  },
  {
    places: /^\/audit\/\$roomId\/\$entryId\/about \.validate$/,
    mutant: / (drop from set|count) · /,
    why: 'Whom it is about has a row under this key, which is changed in the same update.',
  },
  {
    places: /^\/audit\/\$roomId\/\$entryId\/(role|act) \.validate$/,
    mutant: /./,
    why: 'The rule of the entry names the acts, and the role is that of a membership written in the same update.',
  },
  {
    places: /^\/audit\/\$roomId\/\$entryId \.write$/,
    mutant: /revoked|sanctions|bannedUntil/,
    why: 'What is logged is done in the same update, and its rule asks for the same of whoever does it.',
  },
  {
    places: /^\/users\/\$uid \.validate$/,
    mutant: /(\.replace\('(d|\\u03b0)', '(cl|y)'\)→|'(d|\\u03b0)~'|'(cl|y)~').* #2$/,
    why: 'No Greek or Cyrillic name has this letter at that point.',
  },
];
