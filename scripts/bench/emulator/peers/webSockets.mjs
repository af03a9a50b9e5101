import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

/**
 * The least of a WebSocket server: whole texts in frames of any length, masked by the client. For the peers of a benchmark,
 * which measure what nobody can do without.
 *
 * @typedef {import('node:stream').Duplex} Duplex
 * @param {(socket: Duplex) => (text: Buffer) => void} begin Gives what takes the texts of one client.
 * @param {(socket: Duplex) => void} end
 */
export const serveWebSockets = (begin, end) => {
  const http = createServer();
  http.on('upgrade', (request, socket) => {
    const accept = createHash('sha1')
      .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    const take = begin(socket);
    /** @type {Buffer} */
    let rest = Buffer.alloc(0);
    socket.on('data', (/** @type {Buffer} */ chunk) => {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      rest = bytes.subarray(readTexts(bytes, take));
    });
    socket.on('error', () => socket.destroy());
    socket.on('end', () => socket.end());
    socket.on('close', () => end(socket));
  });
  http.listen(Number(process.argv[2]), '127.0.0.1', 4096);
};

/**
 * @param {Buffer} bytes
 * @param {(text: Buffer) => void} take
 * @returns {number} how many bytes the whole frames had
 */
const readTexts = (bytes, take) => {
  let at = 0;
  for (;;) {
    const short = (bytes[at + 1] ?? 0) & 0x7f;
    const header = short < 126 ? 6 : short === 126 ? 8 : 14;
    if (bytes.length - at < header) return at;
    const length =
      short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : bytes.readUInt32BE(at + 6);
    if (bytes.length - at < header + length) return at;
    const payload = bytes.subarray(at + header, at + header + length);
    for (let i = 0; i < length; i += 1)
      payload[i] = (payload[i] ?? 0) ^ (bytes[at + header - 4 + (i & 3)] ?? 0);
    take(payload);
    at += header + length;
  }
};

/** @param {Buffer | string} text */
export const frame = (text) => {
  const payload = Buffer.from(text);
  const { length } = payload;
  const header =
    length < 126
      ? [0x81, length]
      : length < 65_536
        ? [0x81, 126, length >> 8, length & 0xff]
        : [0x81, 127, 0, 0, 0, 0, length >>> 24, (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff];
  return Buffer.concat([Buffer.from(header), payload]);
};
