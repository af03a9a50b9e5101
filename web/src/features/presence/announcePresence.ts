import { limits, paths, type UserId } from '@causerie/contract';
import { serverNow } from '../../backend/clock.ts';
import { connected } from '../../backend/connection.ts';
import { valueAt } from '../../backend/live.ts';
import { removeOnDisconnect, serverTime, write } from '../../backend/write.ts';
import { openSlots, readConnections } from './presence.ts';

/**
 * Says that a person is here, as long as this page lives: holds one row, has the server remove it when the connection
 * ends, and puts it back whenever it is missing. It can go missing while the connection stands: the server may notice
 * the end of the previous one late. Returns how to stop.
 */
export const announcePresence = (uid: UserId): (() => void) => {
  const id = randomId();
  const rows = valueAt(paths.presence.at({ uid }));
  /** The slot that the server has been asked to clear when this connection ends. */
  let armed: string | undefined;
  const refused = new Set<string>();
  let isBusy = false;
  let isStopped = false;

  const place = (slot: string): string => paths.connection.at({ uid, slot });

  const ownSlots = (): readonly string[] | undefined => {
    const reading = rows.current();
    if (reading.state !== 'ready') return undefined;
    return openSlots(readConnections(reading.value), id, serverNow());
  };

  const hasRow = (): boolean => {
    const reading = rows.current();
    return reading.state === 'ready' && readConnections(reading.value).some((row) => row.id === id);
  };

  const take = async (): Promise<void> => {
    const free = ownSlots()?.filter((slot) => !refused.has(slot)) ?? [];
    // Tabs that open together should not all reach for the same slot.
    const slot = free[Math.floor(Math.random() * free.length)];
    if (slot === undefined) return;
    if (armed !== slot) {
      armed = slot;
      await removeOnDisconnect(place(slot));
    }
    const outcome = await write(new Map([[place(slot), { at: serverTime(), id }]]));
    if (outcome !== 'stored') refused.add(slot);
  };

  const settle = async (): Promise<void> => {
    if (isBusy || isStopped || !connected.current() || (hasRow() && armed !== undefined)) return;
    isBusy = true;
    await take();
    isBusy = false;
    // Without a row something came between, such as another tab; refused slots keep this from going on for ever.
    if (!hasRow() && ownSlots()?.some((slot) => !refused.has(slot)) === true) void settle();
  };

  const follow = (): void => {
    if (!connected.current()) armed = undefined;
    void settle();
  };

  const beat = (): void => {
    refused.clear();
    if (connected.current()) void take();
  };

  const stops = [rows.subscribe(follow), connected.subscribe(follow)];
  const timer = setInterval(beat, limits.connectionBeatMs);
  follow();

  return () => {
    isStopped = true;
    clearInterval(timer);
    for (const stop of stops) stop();
    if (armed !== undefined && connected.current()) void write(new Map([[place(armed), null]]));
  };
};

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

const randomId = (): string =>
  // 62 does not divide 256; the small bias is harmless in a name that only has to differ.
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => letters[byte % letters.length]).join('');
