import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A wire between client and server that a test can pull out. */
export class Cable {
  readonly #server: Server;
  readonly #ends = new Set<{ readonly client: Socket; readonly server: Socket }>();
  #plugged = true;
  #bytesToClient = 0;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async to(host: string, port: number): Promise<Cable> {
    const listening = createServer();
    const cable = new Cable(listening);
    listening.on('connection', (client) => cable.#join(client, connect(port, host)));
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    return cable;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** How much has come from the server so far, with what WebSockets add to it. */
  get bytesToClient(): number {
    return this.#bytesToClient;
  }

  /** Ends all connections, and refuses new ones until it is plugged in again. */
  pull(): void {
    this.#plugged = false;
    for (const { client, server } of this.#ends) {
      client.destroy();
      server.destroy();
    }
  }

  plug(): void {
    this.#plugged = true;
  }

  /** Ends all connections in a way that the server does not notice, as when a laptop sleeps. */
  cutUnnoticed(): void {
    for (const { client, server } of this.#ends) {
      client.unpipe(server);
      client.destroy();
    }
  }

  /** From now on nothing comes back from the server on the connections that there are. What is sent still arrives. */
  deafen(): void {
    for (const { client, server } of this.#ends) {
      server.unpipe(client);
      // It must go on being read, or the server would notice.
      server.resume();
    }
  }

  async close(): Promise<void> {
    this.pull();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #join(client: Socket, server: Socket): void {
    // A pulled cable breaks connections on purpose.
    client.on('error', () => {});
    server.on('error', () => {});
    if (!this.#plugged) {
      client.destroy();
      server.destroy();
      return;
    }
    const ends = { client, server };
    this.#ends.add(ends);
    client.pipe(server);
    server.pipe(client);
    server.on('data', (bytes) => (this.#bytesToClient += bytes.length));
    server.on('close', () => this.#ends.delete(ends));
  }
}
