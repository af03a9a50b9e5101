/** The languages that the fences of a text name, in order; `''` for one that names none. */
export const fenceLanguages = (text: string): readonly string[] => {
  const found: string[] = [];
  let open: string | undefined;
  for (const line of text.split('\n')) {
    const [, marks = '', info = ''] =
      /^(?:> ?)* {0,3}(?:(?:[-*+]|\d{1,9}[.)]) +)?(`{3,}|~{3,})[ \t]*([^\s`]*)/.exec(line) ?? [];
    if (open !== undefined) {
      if (marks.startsWith(open) && info === '') open = undefined;
    } else if (marks !== '') {
      open = marks;
      found.push(info.toLowerCase());
    }
  }
  return found;
};
