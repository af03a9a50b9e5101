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
    mutant: /drop && · .*⟦auth != null→true⟧/,
    why: 'Nobody has no uid, and what is made of it fails, which denies too; said first, as rules ought to.',
  },
  {
    places: /\.(write|validate)$/,
    mutant: /⟦root→newData(\.parent\(\))+⟧\.child\('(revoked|sanctions)\//,
    why: 'Only the server writes there, so that no request leaves anything else there than it finds.',
  },
  {
    places: /^(?!\/audit).*\.(write|validate)$/,
    mutant: /⟦root→newData(\.parent\(\))+⟧\.child\('(bans|mutes)\/' \+ \$roo/,
    why: 'Nobody has power over themselves: no request changes a ban or mute of whoever makes it.',
  },
  {
    places: /\.validate$/,
    mutant: /drop && · .*⟦newData\.is(String|Number)\(\)→true⟧/,
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
    mutant:
      /drop from set · .*\[\^\\s.*⟦\\u(00ad|034f|061c|115f|1160|17b4|17b5|180b-\\u180e|3164|feff|ffa0)→⟧/,
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
    places: /^\/(rooms|directory)\/\$roomId\/(name|topic) /,
    mutant: /count · .*⟦\+→\*⟧\$/,
    why: 'In nothing there is nothing to see, which the other pattern asks for.',
  },
  {
    places: /^\/directory\/\$roomId \.validate$/,
    mutant: /⟦newData\.hasChildren/,
    why: 'Its fields are compared with those of the room, which has them.',
  },
  {
    places: /^\/rooms\/\$roomId \.write$/,
    mutant: /⟦root→newData(\.parent\(\))+⟧\.child\('messages\/'/,
    why: 'Nobody writes messages into a room before it is there.',
  },
  {
    places: /^\/rooms\/\$roomId \.write$/,
    mutant: /drop && · .*⟦newData\.child\('kind'\)\.val\(\) === 'direct'→true⟧/,
    why: 'A room of another kind has an owner, or the rule of the record refuses it.',
  },
  {
    places: /^\/rooms\/\$roomId \.write$/,
    mutant: /drop && · .*⟦\$roomId\.(beginsWith|endsWith)\(.*→true⟧/,
    why: 'From another id nothing is taken away, and nobody in the room is called like all of it.',
  },
  {
    places: /^\/(rooms|mutes|bans|messages|members|audit)\/.* \.(write|validate)$/,
    mutant:
      /⟦root→newData(\.parent\(\))+⟧\.child\('members\/' \+ \$roo|⟦root\.child\('members\/'.*=== 'owner'→true⟧/,
    why: 'Roles change by an act that takes the one entry of the update, so that no other act is done with them.',
  },
  {
    places: /^\/rooms\/\$roomId\/closedAt |^\/rooms\/\$roomId \.validate$/,
    mutant:
      /drop condition|⟦ === → !== ⟧data|⟦newData→data⟧\.val|⟦data→newData⟧\.val|data\.child\(⟦'closedAt/,
    why: 'A room that is closed is not written any more.',
  },
  {
    places: /^\/rooms\/\$roomId \.validate$/,
    mutant: /drop && · .*⟦!data\.exists\(\)→true⟧ && !\(newData|data\.child\(⟦'slowMs/,
    why: 'Whoever may write to a room that is there may also ask for pauses in it.',
  },
  {
    places: /^\/rooms\/\$roomId\/owner /,
    mutant: /⟦newData\.val\(\)\.length <= 128→true⟧|⟦128→129⟧/,
    why: 'A new owner is named in the log, where uids end at this length too.',
  },
  {
    places: /^\/(bans|mutes|blocks)\/.* \.write$/,
    mutant: /⟦root→newData(\.parent\(\))+⟧\.child\('users\//,
    why: 'Nobody else writes the profile of a person.',
  },
  {
    places: /^\/(bans|mutes)\/\$roomId\/\$uid \.write$/,
    mutant: /drop && · .*⟦(newData|data|!newData)\.exists\(\)→true⟧/,
    why: 'The entry of the act asks for the same of the act.',
  },
  {
    places: /^\/(bans|mutes)\/\$roomId\/\$uid \.validate$/,
    mutant: /⟦newData\.child\('at'\)\.val\(\) === now→true⟧/,
    why: 'The entry of the act asks for a row of this moment.',
  },
  {
    places: /^\/messages\/\$roomId \.indexOn$/,
    mutant: /· uid$/,
    why: 'Only the server asks for the messages of one author.',
  },
  {
    places: /^\/(messages|reactions|typing|invites|members)\/.* \.write$/,
    mutant: /⟦root→newData(\.parent\(\))+⟧\.child\('rooms\/'/,
    why: 'A room stays of its kind, and who changes or closes it is not held back by what it was.',
  },
  {
    places: /^\/messages\/\$roomId\/\$messageId \.write$/,
    mutant: /⟦data→newData⟧\.child\('(uid|at)'\)/,
    why: 'Author and time of a message stay.',
  },
  {
    places: /^\/(audit|reports)\/.* \.validate$/,
    mutant: /⟦root→newData(\.parent\(\))+⟧\.child\('(messages\/' \+ (\$ro|new)|bans\/)/,
    why: 'The author of a message stays, and nobody changes a ban of their own.',
  },
  {
    places: /^\/audit\/\$roomId\/\$entryId \.validate$/,
    mutant: /drop && · .*⟦newData\.child\('act'\)\.val\(\) === '(handOver|close)'→true⟧/,
    why: 'What is done asks for an entry that names it, and the other acts are not done.',
  },
  {
    places: /^\/invites\/\$roomId\/\$code \.write$/,
    mutant:
      /⟦(newData|data)\.exists\(\)→true⟧ && (newData|\(|newData\.child)|⟦newData\.child\('uses'\)\.val\(\) === data.*→true⟧|⟦(data→newData|newData→data)⟧\.exists\(\) && new/,
    why: 'What is not there is not counted down, and who comes by an invite is asked for the same by the rule of members.',
  },
  {
    places: /^\/members\/\$roomId\/\$uid\/role |^\/members\/\$roomId\/\$uid \.write$/,
    mutant:
      /drop && · |⟦(newData→data|data→newData)⟧\.(parent|exists|child)|⟦'(role|owner)'→'(role|owner)~'⟧|⟧\.child\('invites\//,
    why: 'The room, the list of whom it is about, the invite or the entry of the act ask for the same in the same update.',
  },
  {
    places: /^\/mine\/\$uid\/\$roomId \.write$/,
    mutant: /widen range · /,
    why: 'The membership that belongs to it asks for a room, and the room for its id.',
  },
  {
    places: /^\/rooms\/\$roomId \.validate$/,
    mutant: /⟦data(\.exists\(\)→true|→newData)⟧/,
    why: 'Who may open a room asks for an owner or for a direct one, whatever was there.',
  },
  {
    places: /^\/invites\/\$roomId\/\$code \.write$/,
    mutant: /⟦data\.exists\(\)→true⟧ && !newData/,
    why: 'To take back what is not there changes nothing.',
  },
  {
    places: /^\/users\/\$uid \.validate$/,
    mutant: /(\.replace\('(d|\\u03b0)', '(cl|y)'\)→|'(d|\\u03b0)~'|'(cl|y)~').* #2$/,
    why: 'No Greek or Cyrillic name has this letter at that point.',
  },
];
