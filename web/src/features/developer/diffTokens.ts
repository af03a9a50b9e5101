/** A piece of a text, as it stands there, and as what it counts when two are compared. */
export interface Token {
  readonly text: string;
  readonly same: string;
}

/** What became of a stretch: it stayed (perhaps written otherwise), it went, or it came. */
export type DiffPiece =
  | { readonly kind: 'same'; readonly before: string; readonly after: string }
  | { readonly kind: 'out' | 'in'; readonly text: string };

/** The tokens of what somebody wrote: its characters. */
export const textTokens = (text: string): readonly Token[] =>
  Array.from(text, (character) => ({ text: character, same: character }));

const entities = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&nbsp;', '\u00a0'],
]);
const markup = /<\/?[a-z][^>]*>|&(?:amp|lt|gt|quot|nbsp);/gi;

/** The tokens of html: a tag is one, and is like no text; an entity is like the character it stands for. */
export const htmlTokens = (html: string): readonly Token[] => {
  const tokens: Token[] = [];
  let from = 0;
  for (const { 0: found, index } of html.matchAll(markup)) {
    tokens.push(...textTokens(html.slice(from, index)));
    tokens.push({ text: found, same: entities.get(found) ?? `tag:${found}` });
    from = index + found.length;
  }
  return [...tokens, ...textTokens(html.slice(from))];
};

/** Past so many changes, two texts have little to do with each other, and comparing them costs more than it tells. */
const changesMax = 800;

/** How one text becomes another, by the fewest changes (E. W. Myers, 1986). */
export const diffTokens = (before: readonly Token[], after: readonly Token[]): readonly DiffPiece[] => {
  const pieces: DiffPiece[] = [];
  const add = (next: DiffPiece): void => {
    const last = pieces.at(-1);
    if (last?.kind === 'same' && next.kind === 'same') {
      pieces[pieces.length - 1] = {
        kind: 'same',
        before: last.before + next.before,
        after: last.after + next.after,
      };
    } else if (last !== undefined && last.kind === next.kind && 'text' in last && 'text' in next) {
      pieces[pieces.length - 1] = { kind: last.kind, text: last.text + next.text };
    } else pieces.push(next);
  };
  const old = (index: number): Token => before[index] ?? { text: '', same: '' };
  const now = (index: number): Token => after[index] ?? { text: '', same: '' };
  for (const [x, y] of script(before, after)) {
    if (x !== undefined && y !== undefined) add({ kind: 'same', before: old(x).text, after: now(y).text });
    else if (x !== undefined) add({ kind: 'out', text: old(x).text });
    else if (y !== undefined) add({ kind: 'in', text: now(y).text });
  }
  return pieces;
};

type Step = readonly [before: number | undefined, after: number | undefined];

const script = (before: readonly Token[], after: readonly Token[]): readonly Step[] => {
  const isSame = (x: number, y: number): boolean =>
    x < before.length && y < after.length && before[x]?.same === after[y]?.same;
  /** How far each diagonal has come, for each number of changes. */
  const trace: ReadonlyMap<number, number>[] = [];
  let furthest = new Map<number, number>([[1, 0]]);
  for (let changes = 0; changes <= changesMax; changes += 1) {
    trace.push(furthest);
    const next = new Map<number, number>();
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      const isDown = goesDown(furthest, diagonal, changes);
      let x = isDown ? (furthest.get(diagonal + 1) ?? 0) : (furthest.get(diagonal - 1) ?? 0) + 1;
      while (isSame(x, x - diagonal)) x += 1;
      next.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length)
        return walkBack(trace, before.length, after.length);
    }
    furthest = next;
  }
  return [
    ...before.map((_, index): Step => [index, undefined]),
    ...after.map((_, index): Step => [undefined, index]),
  ];
};

const goesDown = (furthest: ReadonlyMap<number, number>, diagonal: number, changes: number): boolean =>
  diagonal === -changes ||
  (diagonal !== changes && (furthest.get(diagonal - 1) ?? -1) < (furthest.get(diagonal + 1) ?? -1));

const walkBack = (
  trace: readonly ReadonlyMap<number, number>[],
  width: number,
  height: number,
): readonly Step[] => {
  const steps: Step[] = [];
  let x = width;
  let y = height;
  for (const [changes, furthest] of [...trace.entries()].toReversed()) {
    const diagonal = x - y;
    const from = goesDown(furthest, diagonal, changes) ? diagonal + 1 : diagonal - 1;
    const fromX = furthest.get(from) ?? 0;
    const fromY = fromX - from;
    while (x > fromX && y > fromY) {
      x -= 1;
      y -= 1;
      steps.push([x, y]);
    }
    // Before the first change there is only what both begin with.
    if (changes > 0) steps.push(x === fromX ? [undefined, fromY] : [fromX, undefined]);
    x = fromX;
    y = fromY;
  }
  return steps.toReversed();
};

/** What went, stretch by stretch. */
export const takenOut = (pieces: readonly DiffPiece[]): readonly string[] =>
  pieces.flatMap((found) => (found.kind === 'out' ? [found.text] : []));
