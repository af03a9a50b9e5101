const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** How long ago something was, in words and in the largest unit that fits; at least a minute. */
export const ago = (tag: string, ms: number): string => {
  const [unit, unitMs] = units.find(([, each]) => ms >= each) ?? ['minute', 60_000];
  return new Intl.RelativeTimeFormat(tag, { numeric: unit === 'day' ? 'auto' : 'always' }).format(
    -Math.max(1, Math.floor(ms / unitMs)),
    unit,
  );
};
