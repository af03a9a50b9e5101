import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { host } from '../../ports.ts';

/** `protocol` is the database's own; `bare` is that of the broadcaster beside this file. */
export type Dialect = 'protocol' | 'bare';

/** Where an answer of the protocol says "r" and a push "b". */
const kindAt = '{"t":"d","d":{"'.length;
const [answerKind, bareAnswer] = ['r'.charCodeAt(0), 'A'.charCodeAt(0)];

const endOfHeaders = '\r\n\r\n';
const mask = Buffer.from([7, 77, 177, 237]);

const maskedFrame = (text: string): Buffer => {
  const length = Buffer.byteLength(text);
  const headerBytes = length < 126 ? 6 : length < 65_536 ? 8 : 14;
  const bytes = Buffer.allocUnsafe(headerBytes + length);
  bytes[0] = 0x81;
  bytes[1] = 0x80 | (headerBytes === 6 ? length : headerBytes === 8 ? 126 : 127);
  if (headerBytes === 8) bytes.writeUInt16BE(length, 2);
  if (headerBytes === 14) bytes.writeBigUInt64BE(BigInt(length), 2);
  mask.copy(bytes, headerBytes - 4);
  bytes.write(text, headerBytes);
  for (let i = headerBytes; i < bytes.length; i += 1) {
    bytes[i] = (bytes[i] ?? 0) ^ (mask[(i - headerBytes) & 3] ?? 0);
  }
  return bytes;
};

/**
 * As little of a client as can be, so that thousands of them leave the processor to the server. It counts what it is told;
 * only answers are read.
 */
export class Client {
  /** Frames that were told without being asked for. */
  told = 0;
  onTold = (): void => {};
  readonly #socket: Socket;
  readonly #dialect: Dialect;
  readonly #waiting: ((ok: boolean) => void)[] = [];
  #rest: Buffer = Buffer.alloc(0);
  #requests = 0;
  #segments = 0;

  private constructor(socket: Socket, dialect: Dialect) {
    this.#socket = socket;
    this.#dialect = dialect;
  }

  /** Connects, and hears the greeting if there is one. */
  static async connect(port: number, dialect: Dialect): Promise<Client> {
    const socket = connect({ host, port, noDelay: true });
    const client = new Client(socket, dialect);
    await once(socket, 'connect');
    socket.write(
      `GET /.ws?v=5&ns=bench HTTP/1.1\r\nHost: ${host}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: Y2F1c2VyaWUgYmVuY2ggIQ==\r\n\r\n`,
    );
    const greeted = new Promise<void>((resolve, reject) => {
      socket.once('close', () => reject(new Error('The server hung up.')));
      let head = Buffer.alloc(0);
      socket.on('data', function take(chunk: Buffer) {
        head = Buffer.concat([head, chunk]);
        const end = head.indexOf(endOfHeaders);
        if (end === -1) return;
        socket.off('data', take);
        client.onTold = resolve;
        socket.on('data', (bytes: Buffer) => client.#take(bytes));
        client.#take(head.subarray(end + endOfHeaders.length));
        if (dialect === 'bare') resolve();
      });
    });
    await greeted;
    client.told = 0;
    client.onTold = () => {};
    return client;
  }

  async signIn(credential: string): Promise<void> {
    if (this.#dialect === 'bare') return;
    await this.ask(credential === 'owner' ? 'gauth' : 'auth', { cred: credential });
  }

  /** Listens to the last messages of a room, or to those up to a key. */
  async listen(room: string, tag = 1, upTo?: string): Promise<void> {
    if (this.#dialect === 'bare') return this.#say(`L${room}`);
    const end = upTo === undefined ? {} : { ep: upTo, ein: true };
    await this.ask('q', { p: `/messages/${room}`, q: { l: 50, vf: 'r', i: '.key', ...end }, t: tag, h: '' });
  }

  async write(room: string, key: string, message: object): Promise<void> {
    if (this.#dialect === 'bare') return this.#say(`W${room}\n${JSON.stringify(message)}`);
    await this.ask('p', { p: `/messages/${room}/${key}`, d: message });
  }

  /** @throws (rejects) when the server refuses */
  ask(action: string, body: object): Promise<void> {
    this.#requests += 1;
    return this.#say(JSON.stringify({ t: 'd', d: { r: this.#requests, a: action, b: body } }));
  }

  leave(): void {
    this.#socket.destroy();
  }

  #say(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push((ok) => {
        if (ok) resolve();
        else reject(new Error(`The server refused ${text.slice(0, 300)}`));
      });
      this.#socket.write(maskedFrame(text));
    });
  }

  #take(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = 0;
    for (;;) {
      const short = bytes[at + 1] ?? 0;
      const header = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (bytes.length - at < header) break;
      const length =
        short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : bytes.readUInt32BE(at + 6);
      if (bytes.length - at < header + length) break;
      this.#hear(bytes, at + header, at + header + length);
      at += header + length;
    }
    this.#rest = bytes.subarray(at);
  }

  #hear(bytes: Buffer, start: number, end: number): void {
    if (this.#segments > 0) {
      // What comes in segments is never an answer here.
      this.#segments -= 1;
      if (this.#segments > 0) return;
    } else if (
      this.#dialect === 'bare' ? bytes[start] === bareAnswer : bytes[start + kindAt] === answerKind
    ) {
      const ok = this.#dialect === 'bare' || bytes.subarray(start, end).includes('"s":"ok"');
      return this.#waiting.shift()?.(ok);
    } else if (this.#dialect === 'protocol' && end - start <= 6) {
      this.#segments = Number(bytes.toString('latin1', start, end));
      return;
    }
    this.told += 1;
    this.onTold();
  }
}
