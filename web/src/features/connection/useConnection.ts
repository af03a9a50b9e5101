import { useSyncExternalStore } from 'react';
import { connected, online } from '../../backend/connection.ts';
import type { Source } from '../../backend/source.ts';
import { useNow } from '../../ui/useNow.ts';
import { connectionState, withFacts, type ConnectionFacts, type ConnectionState } from './connectionState.ts';

/** How the connection is, second by second while it is not live. */
export const useConnection = (): ConnectionState => {
  const facts = useSyncExternalStore(followFacts.subscribe, followFacts.current);
  const nowMs = useNow(facts.isConnected ? undefined : 250, Date.now);
  return connectionState(facts, nowMs);
};

const pageFacts = (): Source<ConnectionFacts> => {
  let facts: ConnectionFacts = {
    isOnline: navigator.onLine,
    isConnected: false,
    wasConnected: false,
    sinceMs: Date.now(),
  };
  const read = (): ConnectionFacts => {
    facts = withFacts(facts, { isOnline: online.current(), isConnected: connected.current() }, Date.now());
    return facts;
  };
  return {
    current: read,
    subscribe: (listener) => {
      const stops = [connected.subscribe(listener), online.subscribe(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
};

/** One for the page: when the connection was lost does not depend on what is shown. */
const followFacts = pageFacts();
