/** What stands in place of what lets somebody in. */
const hidden = '•••';
const valueMax = 300;

/** An invite's code, wherever it stands. Keys and ids have other lengths. */
const code = /(?<![0-9A-Za-z])[0-9A-Za-z]{22}(?![0-9A-Za-z])/g;

/** A write as it may stand on a screen that others look at: invites without their codes, and long values cut. */
export const shownWrite = (
  changes: ReadonlyMap<string, unknown>,
): readonly { readonly path: string; readonly value: string }[] =>
  [...changes].map(([path, value]) => ({ path: path.replace(code, hidden), value: shownValue(value) }));

const shownValue = (value: unknown): string => {
  const text = (JSON.stringify(value) ?? 'undefined').replace(code, hidden);
  return text.length <= valueMax ? text : `${text.slice(0, valueMax)}… (${text.length})`;
};
