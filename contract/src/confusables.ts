/**
 * Which characters look like which, as substitutions that are applied one after the other. The same lists are printed
 * into the security rules as a chain of `replace()`, so that the database itself computes the skeleton of a name and
 * nobody can claim `admin` under another spelling.
 *
 * Two laws shape the table. A capital and its small letter share a skeleton, or two people could be told apart only by
 * shouting. And a name is written in one alphabet (see `namePattern`), so what is left to catch is a whole word of one
 * alphabet that reads as a word of another: ВОВ, ТОМ. Those are drawn alike in capitals, so where the two cases of a
 * letter look different (Greek Ν is N, ν is v) the capital decides.
 *
 * What such a letter looks like when it is small, {@link smallConfusables} says: a name is not given to anybody whom others would
 * take for somebody who is here already (ηονα is drawn like nova). Folding both ways at once would make n, h and v one letter.
 *
 * Order matters: what a row makes may be folded again by a later row, never by an earlier one.
 */
export type Substitution = readonly [from: string, to: string];

const each = (from: string, to: string): readonly Substitution[] =>
  Array.from(from, (character) => [character, to]);

/** Applied to a lower-cased name. */
export const confusables: readonly Substitution[] = [
  // Separators do not tell names apart.
  ...each(" ._'-", ''),
  // What lower-casing a dotted capital I leaves behind.
  ['\u0307', ''],
  // Letters that are drawn as two.
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ß', 'ss'],
  ['ы', 'bl'],
  // Accented Latin letters, then Greek and Cyrillic letters that are drawn like them. Cyrillic comes before Greek in each row.
  ...each('àáâãäåāăąаάα', 'a'),
  ...each('вьъβ', 'b'),
  ...each('çćĉċčс', 'c'),
  ...each('ďđð', 'd'),
  ...each('èéêëēĕėęěѐеёєέε', 'e'),
  ...each('ĝğġģ', 'g'),
  ...each('ĥħнћђήη', 'h'),
  ...each('ìíîïĩīĭįıіїίϊΐι', 'i'),
  ...each('ĵј', 'j'),
  ...each('ķĸкќκ', 'k'),
  ...each('ĺļľł', 'l'),
  ...each('мμ', 'm'),
  ...each('ñńņňŋпπν', 'n'),
  ...each('òóôõöøōŏőоόςσο', 'o'),
  ...each('þрρ', 'p'),
  ...each('ŕŗřгґѓγ', 'r'),
  ...each('śŝşšșѕ', 's'),
  ...each('ţťŧțтτ', 't'),
  ...each('ùúûüũūŭůűų', 'u'),
  ...each('ŵшщώω', 'w'),
  ...each('хχ', 'x'),
  ...each('ýÿŷуўύϋΰυ', 'y'),
  ...each('źżžζ', 'z'),
  // Greek and Cyrillic letters that are drawn like each other, or like themselves without an accent.
  ['φ', 'ф'],
  ...each('йѝ', 'и'),
  // Digits that pass for letters.
  ...each('0', 'o'),
  ...each('1', 'l'),
  ...each('3з', 'e'),
  ...each('4', 'a'),
  ...each('5', 's'),
  ...each('б', '6'),
  ...each('8', 'b'),
  // Letters that pass for each other, or for two.
  ['i', 'l'],
  ['d', 'cl'],
  ['m', 'rn'],
  ['w', 'vv'],
];

/** Small letters that are drawn like another letter than their capitals. Applied to a name before it is lower-cased. */
export const smallConfusables: readonly Substitution[] = [
  ...each('ν', 'v'),
  ...each('ηή', 'n'),
  ...each('υύϋΰμ', 'u'),
  ...each('γ', 'y'),
  ...each('и', 'u'),
];
