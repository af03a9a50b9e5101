import { hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Refusal } from './target.ts';

/** What the server's half of the handshake proves that it has read the client's with (RFC 6455, 1.3). */
const magic = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** Sixteen bytes in base64. */
const keyPattern = /^[+/0-9A-Za-z]{22}==$/;
const tokenPattern = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Answers a request for a WebSocket: with the text that turns the connection into one, or with what is wrong with it. */
export const shakeHands = ({ method, headers }: IncomingMessage): string | Refusal => {
  if (method !== 'GET') return { status: 405, refusal: 'A WebSocket is asked for with GET.' };
  if (headers.upgrade?.toLowerCase() !== 'websocket') {
    return { status: 400, refusal: 'The header "Upgrade" must be "websocket".' };
  }
  if (headers['sec-websocket-version'] !== '13') {
    return { status: 426, refusal: 'The header "Sec-WebSocket-Version" must be 13.' };
  }
  const key = headers['sec-websocket-key'];
  if (key === undefined || !keyPattern.test(key)) {
    return { status: 400, refusal: 'The header "Sec-WebSocket-Key" must be 16 bytes in base64.' };
  }
  // Some clients give up when none of the protocols they name is taken; what they name changes nothing here.
  const protocol = headers['sec-websocket-protocol']?.split(',')[0]?.trim();
  if (protocol !== undefined && !tokenPattern.test(protocol)) {
    return { status: 400, refusal: 'The header "Sec-WebSocket-Protocol" must be a list of names.' };
  }
  return (
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
    `Sec-WebSocket-Accept: ${hash('sha1', key + magic, 'base64')}\r\n` +
    `${protocol === undefined ? '' : `Sec-WebSocket-Protocol: ${protocol}\r\n`}\r\n`
  );
};
