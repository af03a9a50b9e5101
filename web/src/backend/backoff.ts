/** The first pause between two attempts to connect, and the longest. */
const firstMs = 1000;
const longestMs = 30_000;

/**
 * How long to wait after so many failed attempts in a row: twice as long each time, and up to half of that less, so that those who
 * lost a server together do not come back to it together.
 *
 * @param chance from 0 to 1
 */
export const backoffMs = (failures: number, chance: number): number =>
  Math.min(longestMs, firstMs * 2 ** failures) * (0.5 + chance / 2);
