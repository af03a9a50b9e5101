import type { SharedMessage } from '../engine/push.ts';

/** What takes whole messages to one client, by whatever transport. */
export interface Carrier {
  readonly transport: 'webSocket' | 'longPolling';
  /** Bytes the client has been sent, roughly: frames and their headers, or scripts. */
  readonly sentBytes: number;
  /** Bytes that wait until the client reads. */
  readonly queuedBytes: number;
  /** Does nothing once the client is gone. */
  send(message: string | SharedMessage): void;
  /** Ends the transport at once. */
  cut(): void;
}
