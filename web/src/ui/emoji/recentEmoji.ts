const place = 'causerie:recent-emoji';
const mostRecent = 24;
/** The longest sequence that Unicode recommends is shorter. */
const longestEmoji = 40;

/** What was picked in this browser, the last first. */
export const recentEmoji = (): readonly string[] => {
  try {
    const kept = JSON.parse(localStorage.getItem(place) ?? '[]') as unknown;
    return Array.isArray(kept)
      ? kept.filter((sign): sign is string => typeof sign === 'string' && sign.length <= longestEmoji)
      : [];
  } catch {
    return [];
  }
};

export const rememberEmoji = (sign: string): void => {
  try {
    const kept = [sign, ...recentEmoji().filter((other) => other !== sign)].slice(0, mostRecent);
    localStorage.setItem(place, JSON.stringify(kept));
  } catch {
    // Storage is full or forbidden: then there are no recent ones.
  }
};
