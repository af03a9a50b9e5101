/** Which rows of a long list are drawn: `start` to before `end`. */
export interface RowWindow {
  readonly start: number;
  readonly end: number;
}

/** A row, and how far below the upper edge of the view it begins; negative above it. */
export interface RowPlace {
  readonly index: number;
  readonly offsetPx: number;
}

/** Starts move in steps of so many rows, so that not every new row at the end takes one away at the beginning. */
const step = 8;

/** The rows in a view and `overscanPx` around it, when one row stands at a place in it. */
export const windowAround = (
  heights: readonly number[],
  { index, offsetPx }: RowPlace,
  viewPx: number,
  overscanPx: number,
): RowWindow => {
  let start = index;
  for (let top = offsetPx; start > 0 && top > -overscanPx; top -= heights[start] ?? 0) start -= 1;
  let end = index;
  for (let top = offsetPx; end < heights.length && top < viewPx + overscanPx; top += heights[end - 1] ?? 0)
    end += 1;
  return { start: start - (start % step), end };
};

/** The rows at the end, and `overscanPx` above them. */
export const windowAtEnd = (heights: readonly number[], viewPx: number, overscanPx: number): RowWindow =>
  windowAround(heights, { index: heights.length, offsetPx: viewPx }, viewPx, overscanPx);

/** The row that covers a distance from the beginning of the list, as it would stand in a view that begins there. */
export const rowAt = (heights: readonly number[], distancePx: number): RowPlace => {
  let top = 0;
  for (const [index, height] of heights.entries()) {
    if (top + height > distancePx || index === heights.length - 1)
      return { index, offsetPx: top - distancePx };
    top += height;
  }
  return { index: 0, offsetPx: 0 };
};

export const sum = (heights: readonly number[], start: number, end: number): number => {
  let total = 0;
  for (let index = start; index < end; index += 1) total += heights[index] ?? 0;
  return total;
};
