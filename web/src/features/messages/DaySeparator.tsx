import { useStrings } from '../../strings/StringsContext.ts';
import { useNow } from '../../ui/useNow.ts';

/** Often enough for "today" to become "yesterday" soon after midnight. */
const lookEveryMs = 60_000;

export const DaySeparator = ({ atMs }: { readonly atMs: number }) => {
  const { messages, tag } = useStrings();
  const nowMs = useNow(lookEveryMs, Date.now);
  const at = new Date(atMs);
  const format = new Intl.DateTimeFormat(tag, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(at.getFullYear() === new Date(nowMs).getFullYear() ? {} : { year: 'numeric' }),
  });
  const words = [messages.today, messages.yesterday][daysBetween(at, new Date(nowMs))] ?? format.format(at);
  return (
    <li className="day">
      <time dateTime={new Date(calendarDay(at)).toISOString().slice(0, 10)}>{words}</time>
    </li>
  );
};

/** The day that the calendar here shows, as the instant at which it begins in UTC: neither the hour nor summer time matters then. */
const calendarDay = (at: Date): number => Date.UTC(at.getFullYear(), at.getMonth(), at.getDate());

const daysBetween = (earlier: Date, later: Date): number =>
  (calendarDay(later) - calendarDay(earlier)) / 86_400_000;
