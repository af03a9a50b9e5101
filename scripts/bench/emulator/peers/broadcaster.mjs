// The limit of what can be had: it hands a text on to everybody who listens, in a frame made once, and looks at nothing.
// `L` and a room listens, `W`, the room, a line break and a text tell the room; both are answered with `A`.
import { frame, serveWebSockets } from './webSockets.mjs';

const answer = frame('A');

/** @type {Map<string, Set<import('node:stream').Duplex>>} */
const rooms = new Map();

serveWebSockets(
  (socket) => (text) => {
    const end = text.indexOf('\n');
    const room = text.toString('latin1', 1, end === -1 ? text.length : end);
    const listeners = rooms.get(room) ?? new Set();
    rooms.set(room, listeners);
    if (text[0] === 'L'.charCodeAt(0)) {
      listeners.add(socket);
    } else {
      const told = frame(text.subarray(end + 1));
      for (const listener of listeners) listener.write(told);
    }
    socket.write(answer);
  },
  (socket) => {
    for (const listeners of rooms.values()) listeners.delete(socket);
  },
);
