import { limits, paths, type UserId } from '@causerie/contract';
import { chance, digitsAndLetters } from '../../backend/chance.ts';
import { serverNow } from '../../backend/clock.ts';
import { connected } from '../../backend/connection.ts';
import { valueAt } from '../../backend/live.ts';
import { removeOnDisconnect, serverTime, write } from '../../backend/write.ts';
import { openSlots, readConnections, type ConnectionRow } from './presence.ts';
import { watchIdle } from './watchIdle.ts';

/**
 * Says that a person is here, or away from a page that they have left open, as long as it lives: holds one row, has the server remove it when the connection
 * ends, and puts it back whenever it is missing. It can go missing while the connection stands: the server may notice
 * the end of the previous one late. Returns how to stop.
 */
export const announcePresence = (uid: UserId): (() => void) => {
  const id = chance(digitsAndLetters, 16);
  const rows = valueAt(paths.presence.at({ uid }));
  /** The slot that the server has been asked to clear when this connection ends. */
  let armed: string | undefined;
  /** Slots that were refused since the last beat, such as those that another tab took first. */
  const refused = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAway = false;

  const place = (slot: string): string => paths.connection.at({ uid, slot });

  const take = (held: readonly ConnectionRow[]): void => {
    const open = openSlots(held, id, serverNow()).filter((slot) => !refused.has(slot));
    // Tabs that open together should not all reach for the same slot.
    const slot = open[Math.floor(Math.random() * open.length)];
    if (slot === undefined) return;
    if (armed !== slot) {
      armed = slot;
      removeOnDisconnect(place(slot));
    }
    const row = { at: serverTime(), id, ...(isAway && { away: true }) };
    void write(new Map([[place(slot), row]])).then((outcome) => {
      if (outcome === 'stored') return;
      refused.add(slot);
      look();
    });
  };

  const settle = (isBeat: boolean): void => {
    const reading = rows.current();
    if (!connected.current() || reading.state !== 'ready') return;
    const held = readConnections(reading.value);
    const own = held.filter((row) => row.id === id).map(({ slot }) => slot);
    if (isBeat || armed === undefined || !own.includes(armed)) {
      take(held);
      return;
    }
    // What is left of an earlier connection, when its end was never noticed.
    const left = own.filter((slot) => slot !== armed);
    if (left.length > 0) void write(new Map(left.map((slot) => [place(slot), null])));
  };

  // Changes come in bursts, and the refusal of a write comes just after the change that undoes it.
  const look = (): void => {
    if (!connected.current()) armed = undefined;
    clearTimeout(timer);
    timer = setTimeout(() => settle(false), 0);
  };

  const stops = [
    rows.subscribe(look),
    connected.subscribe(look),
    watchIdle((isNow) => {
      isAway = isNow;
      settle(true);
    }),
  ];
  const beat = setInterval(() => {
    refused.clear();
    settle(true);
  }, limits.connectionBeatMs);
  look();

  return () => {
    clearInterval(beat);
    clearTimeout(timer);
    for (const stop of stops) stop();
    if (armed !== undefined && connected.current()) void write(new Map([[place(armed), null]]));
  };
};
