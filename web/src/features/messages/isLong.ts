/** Texts beyond either of these are shown in part, with a button for the rest: one message must not push a whole conversation away. */
const longLines = 24;
const longCharacters = 1800;

export const isLong = (text: string): boolean =>
  text.length > longCharacters || text.split('\n', longLines + 1).length > longLines;
