const kibi = 1024;
const mebi = 1024 * kibi;

/**
 * Caps on everything a client can make the process hold. The data model's own limits (key bytes, depth, string
 * bytes) are facts about the data and live in `tree/dataLimits.ts`.
 */
export interface EmulatorLimits {
  /** Databases that may exist at once: any request can name a new one. */
  readonly namespaces: number;
  /** Open WebSockets over all databases. */
  readonly connections: number;
  /** Listens one connection may hold. */
  readonly listensPerConnection: number;
  /** Locations one connection may leave onDisconnect work at. */
  readonly onDisconnectsPerConnection: number;
  /** Bytes of one WebSocket frame. Above it the socket is closed with code 1009, for there is nothing to answer. */
  readonly frameBytes: number;
  /** Bytes waiting for a client that reads too slowly; past it the connection is closed. */
  readonly outgoingQueueBytes: number;
  /** Bytes of one message over WebSocket, and so of one write: the service's own limit for SDK writes. */
  readonly writeBytesWire: number;
  /** Bytes of one REST request body: the service's own limit. */
  readonly writeBytesRest: number;
  /** Bytes of a rules file. */
  readonly rulesBytes: number;
  /** Function triggers registered over all databases. */
  readonly triggers: number;
  /** Function events waiting to be delivered; past it the newest are dropped and logged. */
  readonly triggerQueue: number;
  /** Explanations of denied requests kept for `/.inspect/denials.json`, per database. */
  readonly denials: number;
}

export const defaultLimits: EmulatorLimits = {
  namespaces: 1_000,
  connections: 20_000,
  listensPerConnection: 10_000,
  onDisconnectsPerConnection: 10_000,
  // Larger than a write may be, so that a client which sends whole messages still gets `too_big` as an answer.
  frameBytes: 32 * mebi,
  outgoingQueueBytes: 64 * mebi,
  writeBytesWire: 16 * mebi,
  writeBytesRest: 256 * mebi,
  rulesBytes: 4 * mebi,
  triggers: 1_000,
  triggerQueue: 10_000,
  denials: 100,
};
