const listeners = new Set<() => void>();

/** Calls back before somebody signs out, while the server still takes them for who they are. Returns how to call that off. */
export const beforeSignOut = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Has everything done that must be done first. What is written now goes out before the server hears that nobody is left. */
export const takeLeave = (): void => {
  for (const listener of listeners) listener();
};
