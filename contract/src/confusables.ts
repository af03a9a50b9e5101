/**
 * Which characters look like which, as substitutions that are applied one after the other to a lower-cased name.
 * The same list is printed into the security rules as a chain of `replace()`, so that the database itself computes the
 * skeleton and nobody can claim `admin` under another spelling. Order matters: a target may be folded again by a later row.
 */
export type Substitution = readonly [from: string, to: string];

const each = (from: string, to: string): readonly Substitution[] =>
  Array.from(from, (character) => [character, to]);

export const confusables: readonly Substitution[] = [
  // Separators do not tell names apart.
  ...each(" -_.'’", ''),
  // Accents (Latin-1 and Latin Extended-A, lower case).
  ...each('àáâãäåāăąаα', 'a'),
  ...each('çćĉċčсϲ', 'c'),
  ...each('ďđð', 'd'),
  ...each('èéêëēĕėęěеёε', 'e'),
  ...each('ĝğġģ', 'g'),
  ...each('ĥħһ', 'h'),
  ...each('ìíîïĩīĭįıіїι', 'i'),
  ...each('ĵј', 'j'),
  ...each('ķкκ', 'k'),
  ...each('ĺļľŀł', 'l'),
  ...each('мμ', 'm'),
  ...each('ñńņňŉŋη', 'n'),
  ...each('òóôõöøōŏőоοσ', 'o'),
  ...each('рρþ', 'p'),
  ...each('ŕŗř', 'r'),
  ...each('śŝşšѕ', 's'),
  ...each('ţťŧтτ', 't'),
  ...each('ùúûüũūŭůűųυ', 'u'),
  ...each('ŵωш', 'w'),
  ...each('хχ', 'x'),
  ...each('ýÿŷуγ', 'y'),
  ...each('źżž', 'z'),
  ...each('вβ', 'b'),
  ...each('нн', 'h'),
  ...each('ν', 'v'),
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ß', 'ss'],
  ['ſ', 's'],
  ['ς', 's'],
  // What lower-casing a dotted capital I leaves behind.
  ['\u0307', ''],
  // Digits that pass for letters, and letters that pass for each other.
  ['0', 'o'],
  ['1', 'l'],
  ['3', 'e'],
  ['5', 's'],
  ['i', 'l'],
  ['m', 'rn'],
  ['w', 'vv'],
];
