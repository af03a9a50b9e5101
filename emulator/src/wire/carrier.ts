/** What takes whole messages to one client, by whatever transport. */
export interface Carrier {
  /** Does nothing once the client is gone. */
  send(message: string): void;
  /** Ends the transport at once. */
  cut(): void;
}
