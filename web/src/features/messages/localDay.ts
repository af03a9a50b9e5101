/** The calendar day before which the last answer does not hold any more, because asking a date for its name takes long. */
let last = { fromMs: 0, toMs: 0, name: '' };

/** Two instants of one local day, and no others, give the same text. */
export const localDay = (atMs: number): string => {
  if (atMs >= last.fromMs && atMs < last.toMs) return last.name;
  const at = new Date(atMs);
  const day = (offset: number): number =>
    new Date(at.getFullYear(), at.getMonth(), at.getDate() + offset).getTime();
  last = { fromMs: day(0), toMs: day(1), name: at.toDateString() };
  return last.name;
};
