import type { Strings } from './Strings.ts';

/** How figures are written in a language: numbers, bytes with the names of their units, and times. */
export const formatsOf = (
  tag: Strings['tag'],
  [byte, thousand, million, billion]: readonly [string, string, string, string],
): Pick<Strings, 'number' | 'small' | 'bytes' | 'time' | 'ago'> => {
  const number = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
  const small = new Intl.NumberFormat(tag, { maximumSignificantDigits: 2 });
  const time = new Intl.DateTimeFormat(tag, { timeStyle: 'medium' });
  const ago = new Intl.RelativeTimeFormat(tag, { numeric: 'auto', style: 'short' });
  return {
    number: (value) => number.format(value),
    small: (value) => small.format(value),
    bytes: (value) => {
      if (value < 1000) return `${number.format(value)} ${byte}`;
      if (value < 1e6) return `${number.format(value / 1e3)} ${thousand}`;
      return value < 1e9
        ? `${number.format(value / 1e6)} ${million}`
        : `${number.format(value / 1e9)} ${billion}`;
    },
    time: (ms) => time.format(ms),
    ago: (ms) => {
      const seconds = Math.round(ms / 1000);
      if (seconds < 60) return ago.format(-seconds, 'second');
      const minutes = Math.round(seconds / 60);
      return minutes < 60 ? ago.format(-minutes, 'minute') : ago.format(-Math.round(minutes / 60), 'hour');
    },
  };
};
