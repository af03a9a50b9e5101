/** Every leaf of a table: its place, and the value or function found there. */
export const leaves = (table: object, place = ''): (readonly [string, unknown])[] =>
  Object.entries(table).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? leaves(value, `${place}${name}.`)
      : [[`${place}${name}`, value] as const],
  );
