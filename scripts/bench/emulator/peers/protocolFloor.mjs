// The least work that still speaks the protocol to the clients of this benchmark: it reads each request, keeps the last
// messages of a room and tells its listeners of new ones. It has no rules, no tree and no other request.
import { frame, serveWebSockets } from './webSockets.mjs';

const kept = 50;

/** @typedef {{ readonly socket: import('node:stream').Duplex, readonly tag: number }} Listener */
/** @type {Map<string, { readonly messages: Map<string, string>, readonly listeners: Set<Listener> }>} */
const rooms = new Map();

/** @param {string} path */
const roomAt = (path) => {
  const known = rooms.get(path);
  if (known !== undefined) return known;
  const room = { messages: new Map(), listeners: new Set() };
  rooms.set(path, room);
  return room;
};

serveWebSockets(
  (socket) => {
    socket.write(frame(`{"t":"c","d":{"t":"h","d":{"ts":${Date.now()},"v":"5","h":"127.0.0.1","s":"-"}}}`));
    return (text) => {
      const { r: number, a: action, b: body } = JSON.parse(text.toString()).d;
      if (action === 'q') {
        const path = body.p.slice(1);
        const { messages, listeners } = roomAt(path);
        listeners.add({ socket, tag: body.t });
        const all = [...messages].map(([key, message]) => `"${key}":${message}`).join(',');
        socket.write(frame(`{"t":"d","d":{"b":{"p":"${path}","d":{${all}},"t":${body.t}},"a":"d"}}`));
      } else if (action === 'p') {
        const slash = body.p.lastIndexOf('/');
        const path = body.p.slice(1, slash);
        const key = body.p.slice(slash + 1);
        const { messages, listeners } = roomAt(path);
        const message = JSON.stringify({ ...body.d, at: Date.now() });
        messages.set(key, message);
        let change = `"${key}":${message}`;
        const [oldest] = messages.keys();
        if (messages.size > kept && oldest !== undefined) {
          messages.delete(oldest);
          change += `,"${oldest}":null`;
        }
        /** @type {Map<number, Buffer>} */
        const frames = new Map();
        for (const { socket: listener, tag } of listeners) {
          const told =
            frames.get(tag) ??
            frame(`{"t":"d","d":{"b":{"p":"${path}","d":{${change}},"t":${tag}},"a":"m"}}`);
          frames.set(tag, told);
          listener.write(told);
        }
      }
      socket.write(frame(`{"t":"d","d":{"r":${number},"b":{"s":"ok","d":""}}}`));
    };
  },
  (socket) => {
    for (const { listeners } of rooms.values()) {
      for (const listener of listeners) if (listener.socket === socket) listeners.delete(listener);
    }
  },
);
