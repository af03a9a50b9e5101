import { connect, type Socket } from 'node:net';
import { startEmulator } from './emulator.ts';
import { opcode } from './wire/frameCode.ts';

/** So many clients come, and no more of them when this time is over. */
const clients = 100;
const longestMs = 250;

const writesPerClient = 5;

const rules = {
  rules: {
    lists: {
      $list: {
        '.read': 'auth != null',
        $item: {
          '.write': "auth != null && (!data.exists() || data.child('by').val() === auth.uid)",
          '.validate': "newData.hasChildren(['by', 'text', 'at'])",
          by: { '.validate': 'newData.val() === auth.uid' },
          text: { '.validate': 'newData.isString() && newData.val().length <= 1000' },
          at: { '.validate': 'newData.val() === now' },
          $other: { '.validate': false },
        },
      },
    },
  },
};

/**
 * Lets up to a hundred clients come in one after the other, listen, write and leave, at a second emulator of this process, which
 * nobody else knows of and which ends with them. An engine compiles what it has seen run: without this the first to come wait
 * for it. They take their turns between everybody else's requests. It takes a tenth of a second, once.
 *
 * @returns how many requests were answered
 * @throws (rejects) when a client cannot connect or is refused something, which must not happen
 */
export const rehearse = async (): Promise<number> => {
  const stage = await startEmulator({ rules, log: () => {} });
  try {
    const endMs = performance.now() + longestMs;
    let answers = 0;
    for (let each = 0; each < clients && performance.now() < endMs; each += 1) {
      const client = await RehearsingClient.connect(stage.port);
      answers += await client.play(each);
      client.leave();
    }
    return answers;
  } finally {
    await stage.close();
  }
};

class RehearsingClient {
  readonly #socket: Socket;
  #heard = '';
  #problem: string | undefined;
  #requests = 0;
  #wake: () => void = () => {};

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => {
      this.#heard += chunk.toString('latin1');
      this.#wake();
    });
    socket.on('error', ({ message }) => (this.#problem = message));
    socket.on('close', () => {
      this.#problem ??= 'the connection has ended';
      this.#wake();
    });
  }

  static async connect(port: number): Promise<RehearsingClient> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    const client = new RehearsingClient(socket);
    socket.write(
      [
        'GET /.ws?v=5&ns=rehearsal HTTP/1.1',
        `Host: 127.0.0.1:${port}`,
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        `Sec-WebSocket-Key: ${Buffer.alloc(16, 'rehearsal').toString('base64')}`,
        '\r\n',
      ].join('\r\n'),
    );
    await client.#hears('"t":"h"');
    return client;
  }

  /** @returns how many requests were answered */
  async play(turn: number): Promise<number> {
    const uid = `person-${turn}`;
    await this.#asks('auth', { cred: tokenOf(uid) });
    await this.#asks('q', { p: '/lists/stage', q: { l: 50, vf: 'r', i: '.key' }, t: 1, h: '' });
    for (let each = 0; each < writesPerClient; each += 1) {
      const item = {
        by: uid,
        text: `Item ${each}. ${'All of it is said to hear how it sounds. '.repeat(6)}`,
        at: { '.sv': 'timestamp' },
      };
      await this.#asks('p', {
        p: `/lists/stage/-${String(turn * writesPerClient + each).padStart(19, '0')}`,
        d: item,
      });
    }
    await this.#asks('n', { p: '/lists/stage', q: { l: 50, vf: 'r', i: '.key' }, t: 1 });
    return this.#requests;
  }

  leave(): void {
    this.#socket.destroy();
  }

  async #asks(action: string, body: object): Promise<void> {
    this.#requests += 1;
    this.#heard = '';
    const request = JSON.stringify({ t: 'd', d: { r: this.#requests, a: action, b: body } });
    this.#socket.write(maskedFrame(request));
    await this.#hears(`"d":{"r":${this.#requests},"b":{"s":"ok"`);
  }

  async #hears(text: string): Promise<void> {
    while (!this.#heard.includes(text)) {
      const problem = /"r":\d+,"b":\{"s":"(?!ok)[^}]*/.exec(this.#heard)?.[0] ?? this.#problem;
      if (problem !== undefined) throw new Error(`A client waited for ${text}, and then: ${problem}`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

const part = (content: object): string => Buffer.from(JSON.stringify(content)).toString('base64url');

/** As the Auth emulator makes them: unsigned. */
const tokenOf = (uid: string): string =>
  `${part({ alg: 'none', typ: 'JWT' })}.${part({ sub: uid, user_id: uid, firebase: { sign_in_provider: 'anonymous' } })}.`;

const mask = Buffer.from([0x5a, 0xa5, 0x3c, 0xc3]);

/** A text in one frame, as clients send it. */
const maskedFrame = (text: string): Buffer => {
  const payload = Buffer.from(text);
  const short = payload.length < 126;
  const header = Buffer.from([
    0x80 | opcode.text,
    0x80 | (short ? payload.length : 126),
    ...(short ? [] : [payload.length >> 8, payload.length & 0xff]),
  ]);
  return Buffer.concat([header, mask, payload.map((byte, index) => byte ^ (mask[index % 4] as number))]);
};
