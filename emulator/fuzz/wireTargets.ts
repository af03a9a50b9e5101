import { Databases } from '../src/engine/databases.ts';
import { defaultLimits } from '../src/limits.ts';
import { RequestMeter } from '../src/metrics/requestMeter.ts';
import { ClientFrames } from '../src/wire/clientFrames.ts';
import { cutFrames, FrameJoiner } from '../src/wire/frames.ts';
import { parseMessage } from '../src/wire/message.ts';
import { Session } from '../src/wire/session.ts';
import { insist, type Target } from './target.ts';

const frameLimitBytes = 1000;

/** What a client's bytes come to when they arrive in pieces of these sizes. */
const heard = (bytes: Buffer, pieceBytes: number): readonly string[] => {
  const events: string[] = [];
  const frames = new ClientFrames(frameLimitBytes, {
    text: (payload) => void events.push(`text ${payload.toString('utf8')}`),
    binary: () => void events.push('binary'),
    ping: (payload) => void events.push(`ping ${payload.toString('latin1')}`),
    pong: () => void events.push('pong'),
    close: (code) => void events.push(`close ${code}`),
    broken: (code, problem) => void events.push(`broken ${code} ${problem}`),
  });
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    // Unmasking writes into what it is given.
    frames.take(Buffer.from(bytes.subarray(at, at + pieceBytes)));
  }
  return events;
};

const frame = (first: number, text: string): string => {
  const payload = Buffer.from(text);
  const length =
    payload.length < 126 ? [0x80 | payload.length] : [0xfe, payload.length >> 8, payload.length & 0xff];
  const mask = [1, 2, 3, 4];
  const masked = payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  return Buffer.from([first, ...length, ...mask, ...masked]).toString('latin1');
};

/** The bytes of a client, one for each character. */
const webSocket: Target = {
  name: 'frames of WebSockets',
  seeds: [
    frame(0x81, '0') + frame(0x81, '{"t":"c","d":{"t":"p","d":{}}}'),
    frame(0x01, 'be') + frame(0x89, 'ping') + frame(0x00, 'gi') + frame(0x80, 'né'),
    frame(0x82, 'binary') + frame(0x88, '\u0003\u00e8bye'),
    frame(0x81, 'x'.repeat(300)) + frame(0x8a, ''),
  ],
  dictionary: [
    frame(0x81, 'a'),
    frame(0x89, ''),
    frame(0x00, 'b'),
    frame(0x80, ''),
    '\u0081',
    '\u00ff',
    '\u00fe\u0001',
    '\u0000\u0000\u0000\u0000',
    '\u0088\u0082',
  ],
  try: (input) => {
    const bytes = Buffer.from(input, 'latin1');
    const whole = heard(bytes, Math.max(1, bytes.length));
    for (const pieceBytes of [1, 3, 17]) {
      const inPieces = heard(bytes, pieceBytes);
      insist(JSON.stringify(inPieces) === JSON.stringify(whole), `in pieces of ${pieceBytes} it is another`);
    }
    for (const event of whole) insist(event.length < 3 * frameLimitBytes, 'more is handed on than may be');
    return whole.map((event) => event.slice(0, 30)).join();
  },
};

/** Frames, one in a line. */
const segmented: Target = {
  name: 'messages in segments',
  seeds: ['2\n{"t":"c",\n"d":{}}', '0\n0\n{}', '3\n1\n2\n3', '999999\na\nb', '1\n0'],
  dictionary: ['\n', '0', '1', '2', '999999', '{"t":"d"', '12', '-1', '1e1', ' 1'],
  try: (input) => {
    const joiner = new FrameJoiner(40);
    const joined = input.split('\n').map((line) => joiner.take(Buffer.from(line)));
    for (const each of joined) {
      insist(each?.kind !== 'message' || Buffer.byteLength(each.text) <= 40, 'more is kept than may be');
      insist(each?.kind !== 'tooBig' || each.start.length <= 100, 'much is kept of what is too much');
    }
    const long = input.repeat(1 + Math.floor(40_000 / (1 + input.length))).toWellFormed();
    const frames = cutFrames(long);
    const again = new FrameJoiner(1_000_000);
    const last = frames.map((text) => again.take(Buffer.from(text))).at(-1);
    // Alone, a short number is a count.
    insist(
      last === undefined || (last.kind === 'message' && last.text === long),
      'what was cut cannot be joined',
    );
    return joined.map((each) => each?.kind ?? '-').join();
  },
};

const rules = {
  rules: {
    '.indexOn': 'age',
    users: { $uid: { '.read': 'auth.uid === $uid', '.write': 'auth.uid === $uid && newData.hasChildren()' } },
    open: { '.read': true, '.write': true, '.indexOn': ['.value', 'a/b'] },
    window: { '.read': 'query.limitToFirst <= 5', '.write': true },
  },
};

const request = (number: number, action: string, body: object): string =>
  JSON.stringify({ t: 'd', d: { r: number, a: action, b: body } });

const token = `e30.${Buffer.from('{"sub":"ana","iat":0}').toString('base64url')}.`;

/** What one client says, a message in a line, and another who listens to all of it. */
const sessions: Target = {
  name: 'requests of clients',
  seeds: [
    [
      request(1, 's', { c: { 'sdk.js.12': 1 } }),
      request(2, 'auth', { cred: token }),
      request(3, 'q', { p: '/users/ana', h: '' }),
      request(4, 'p', { p: '/users/ana', d: { name: 'Ana', age: { '.sv': { increment: 1 } } } }),
      request(5, 'm', { p: '/open', d: { 'a/b': 1, c: null, d: { '.value': 2, '.priority': 'x' } } }),
    ].join('\n'),
    [
      request(0, 'q', { p: 'open', q: { sp: 1, sin: true, ep: null, l: 2, vf: 'r', i: 'a/b' }, t: 1, h: '' }),
      request(1, 'q', {
        p: '/window',
        q: { l: 3, vf: 'l', i: '.key', sp: 'a', sn: '[MIN_NAME]', ein: false },
        t: 2,
        h: 'x',
      }),
      request(2, 'p', { p: '/window/b', d: [1, { '.sv': 'timestamp' }, 'x'], h: '' }),
      request(3, 'n', { p: '/window', q: { l: 3 }, t: 2 }),
      request(4, 'g', { p: 'open', q: { i: '.value', sp: true, ep: true } }),
    ].join('\n'),
    [
      request(1, 'gauth', { cred: 'owner', authvar: { uid: 'bob' } }),
      request(2, 'o', { p: '/open/gone', d: { '.sv': 'timestamp' } }),
      request(3, 'om', { p: '/open', d: { 'x/y': 1, z: null } }),
      request(4, 'oc', { p: '/open/x', d: null }),
      request(5, 'unauth', {}),
      request(6, 'appcheck', { token: 'x' }),
      '{"t":"c","d":{"t":"p","d":{}}}',
    ].join('\n'),
  ],
  dictionary: [
    '\n',
    '{"t":"d","d":{"r":1,"a":"p","b":{"p":"/open/a","d":',
    '"r":',
    '"a":"q"',
    '"a":"m"',
    '"a":"p"',
    '"a":"om"',
    '"p":"/"',
    '"p":"/open"',
    '"d":null',
    '"d":{"a":{"b":1}}',
    '"q":{"l":1,"vf":"l"}',
    '"i":".value"',
    '"sp":null',
    '"sn":"[MAX_NAME]"',
    '"t":7',
    '"h":""',
    '{".sv":{"increment":-1e308}}',
    '"noauth":true',
    '}',
    ',',
    '[',
  ],
  try: (input) => {
    const faults: string[] = [];
    const log = (line: string): void => void (line.includes('fault') && faults.push(line));
    const parts = {
      clock: { now: () => 1_700_000_000_000 },
      limits: { ...defaultLimits, listensPerConnection: 20 },
      log,
    };
    const database = new Databases(parts).open('demo');
    if ('problem' in database) throw new Error(database.problem);
    database.loadRules(JSON.stringify(rules));
    const said: string[] = [];
    const begin = (send: (message: string) => void): Session =>
      new Session({
        ...parts,
        id: 's',
        host: 'h',
        database,
        meter: new RequestMeter(),
        refusalOfOwner: undefined,
        enforceTokenExpiry: true,
        send: (message) => send(typeof message === 'string' ? message : message.text),
      });
    const other = begin((message) => void JSON.parse(message));
    other.receive(parseMessage(request(1, 'gauth', { cred: 'owner' })));
    other.receive(parseMessage(request(2, 'q', { p: '/', h: '' })));
    const client = begin((message) => void said.push(message));
    for (const line of input.split('\n').slice(0, 40)) {
      const before = said.length;
      const message = parseMessage(line);
      client.receive(message);
      // Whatever was asked has an answer, and the answer is its last word.
      if (message.kind !== 'request') continue;
      const reply = JSON.parse(said.at(-1) ?? '{}') as { readonly d?: { readonly r?: unknown } };
      insist(said.length > before && Object.is(reply.d?.r, message.number), 'a request has no answer');
    }
    client.end();
    other.end();
    insist(faults.length === 0, faults[0] ?? '');
    const replies = said.map(
      (text) =>
        JSON.parse(text) as {
          readonly d?: { readonly a?: string; readonly b?: { readonly s?: string; readonly d?: unknown } };
        },
    );
    return replies
      .map(({ d }) => `${d?.a ?? d?.b?.s} ${typeof d?.b?.d === 'string' ? d.b.d.slice(0, 20) : ''}`)
      .join();
  },
};

export const wireTargets: readonly Target[] = [webSocket, segmented, sessions];
