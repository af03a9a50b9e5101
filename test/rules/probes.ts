/**
 * Texts that lie at the edges of a form: examples with one character put in place of another within the first ten, in the
 * middle and at the end, each that the pattern names and its neighbours; and these and the extremes a little shorter or longer.
 */
export const probesOf = (form: {
  readonly examples: readonly string[];
  readonly extremes?: readonly string[];
  readonly pattern: string;
}): readonly string[] => {
  const codes = Array.from({ length: form.pattern.length }, (_, at) => form.pattern.charCodeAt(at));
  // Sets of characters are named by their ends.
  const tried = [...new Set([...whiteSpace, ...codes.flatMap((code) => [code - 1, code, code + 1])])].filter(
    (code) => code >= 0 && code <= 0xffff,
  );
  const replaced = form.examples.flatMap((example) => {
    const places = [...Array(Math.min(example.length, 10)).keys(), example.length >> 1, example.length - 1];
    return places.flatMap((place) =>
      tried.map((code) => example.slice(0, place) + String.fromCharCode(code) + example.slice(place + 1)),
    );
  });
  const ofOtherLength = [...form.examples, ...(form.extremes ?? [])].flatMap((example) => {
    const middle = example.length >> 1;
    return [
      example,
      example.slice(1),
      example.slice(0, -1),
      example.slice(0, middle) + example.slice(middle + 1),
      example.slice(0, middle) + example.slice(Math.max(0, middle - 1)),
      ...around.flatMap((unit) => [unit + example, example + unit]),
    ];
  });
  return [...new Set([...replaced, ...ofOtherLength])].filter((text) => !hasVerticalTab(text));
};

/** What a pattern calls by a name. */
const whiteSpace = Array.from(' \t\n\r\f', (unit) => unit.charCodeAt(0));

/** What nobody should be able to put before or behind something. */
const around = ['x', ' ', '\n', '!', '~', '\u0000', '💬'];

/** The one character that is white space in JavaScript and not in the rules language. */
const hasVerticalTab = (text: string): boolean => text.includes('\v');
