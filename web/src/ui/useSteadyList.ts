import { useState } from 'react';

/** The list given before, as long as the new one says the same in the same order. */
export const useSteadyList = <T>(list: readonly T[]): readonly T[] => {
  const [steady, setSteady] = useState(list);
  const isSame = steady.length === list.length && steady.every((item, index) => item === list[index]);
  if (isSame) return steady;
  // React repeats this render at once with the new state, before anything is shown.
  setSteady(list);
  return list;
};
