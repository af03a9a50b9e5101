import type { SharedMessage } from '../engine/push.ts';

/** What takes whole messages to one client, by whatever transport. */
export interface Carrier {
  /** Does nothing once the client is gone. */
  send(message: string | SharedMessage): void;
  /** Ends the transport at once. */
  cut(): void;
}
