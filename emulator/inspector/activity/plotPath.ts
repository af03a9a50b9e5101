/** The size of a plot in its own units. */
export const plotSize = { width: 300, height: 60 } as const;

/** A number from which even steps lead down to 0: the top of a plot. */
export const roundUp = (most: number): number => {
  if (!(most > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 5, 10].find((each) => each * power >= most) ?? 10;
  return step * power;
};

/**
 * The line through values, the last of them at the right edge; a null interrupts it.
 *
 * @param slots how many values the whole width holds
 * @param top the value at the upper edge
 */
export const plotPath = (values: readonly (number | null)[], slots: number, top: number): string => {
  const { width, height } = plotSize;
  const parts: string[] = [];
  let isDrawing = false;
  for (const [index, value] of values.entries()) {
    if (value === null) {
      isDrawing = false;
      continue;
    }
    const x = (width * (slots - values.length + index)) / Math.max(1, slots - 1);
    const y = height - (height * Math.min(value, top)) / top;
    parts.push(`${isDrawing ? 'L' : 'M'}${round(x)} ${round(y)}`);
    // A lone value would be no line at all.
    if (!isDrawing) parts.push('h0.01');
    isDrawing = true;
  }
  return parts.join('');
};

const round = (value: number): number => Math.round(value * 10) / 10;
