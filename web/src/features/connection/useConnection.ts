import { monotonicNow } from '../../backend/clock.ts';
import { link } from '../../backend/connection.ts';
import { useSource } from '../../backend/useSource.ts';
import { useNow } from '../../ui/useNow.ts';
import { connectionState, type ConnectionState } from './connectionState.ts';

/** How the connection is, second by second while it is not live. */
export const useConnection = (): ConnectionState => {
  const facts = useSource(link);
  const isQuiet = facts.isConnected && !facts.isLate;
  const nowMs = useNow(isQuiet ? undefined : 250, monotonicNow);
  return connectionState(facts, isQuiet ? facts.sinceMs : nowMs);
};
