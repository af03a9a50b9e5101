import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { admin } from '../auth/identity.ts';
import { emptyNode, leaf } from '../tree/node.ts';
import { TriggerDelivery } from './triggerDelivery.ts';
import { type Trigger, type TriggerEvent, TriggerRegistry } from './triggers.ts';

const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

interface Received {
  readonly url: string | undefined;
  readonly contentType: string | undefined;
  readonly body: string;
}

type Answer = (response: ServerResponse, count: number) => void;

/** A functions emulator that keeps what it gets, and can be waited for. */
const functionsEmulator = async (answer: Answer = (response) => response.writeHead(200).end('{}')) => {
  const received: Received[] = [];
  const arrivals = new EventEmitter();
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    received.push({ url: request.url, contentType: request.headers['content-type'], body });
    answer(response, received.length);
    arrivals.emit('request');
  };
  const server: Server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUps.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const until = async (count: number): Promise<readonly Received[]> => {
    while (received.length < count) await once(arrivals, 'request');
    return received;
  };
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port, received, until };
};

const eventOf = (
  changes: { path?: string; generation?: 1 | 2; name?: string; text?: string } = {},
): TriggerEvent => {
  const { path = 'a/b', generation = 2, name = 'us-central1-f-0', text = 'x' } = changes;
  const triggers = new TriggerRegistry(10);
  triggers.register({
    namespace: 'demo-x',
    body: {
      path: '{x}/{y}',
      event:
        generation === 2
          ? 'google.firebase.database.ref.v1.written'
          : 'providers/google.firebase.database/eventTypes/ref.write',
      topic: `projects/demo-x/topics/${name}`,
    },
  });
  const [trigger] = triggers.in('demo-x');
  if (trigger === undefined) throw new Error('the trigger was not registered');
  const ends = { before: emptyNode, after: leaf(text) };
  return { trigger, namespace: 'demo-x', path: path.split('/'), ...ends, identity: admin, nowMs: 0 };
};

const deliveryTo = (
  to: { host: string; port: number } | undefined,
  queueLength = 100,
  onGone: (trigger: Trigger) => boolean = () => false,
) => {
  const lines: string[] = [];
  const output = new EventEmitter();
  const delivery = new TriggerDelivery({
    queueLength,
    onGone,
    log: (line) => {
      lines.push(line);
      output.emit('line');
    },
    ...(to === undefined ? {} : { functionsEmulator: { host: to.host, port: to.port } }),
  });
  cleanUps.push(() => delivery.close());
  const untilLogged = async (count: number): Promise<readonly string[]> => {
    while (lines.length < count) await once(output, 'line');
    return lines;
  };
  return { delivery, lines, untilLogged };
};

describe('TriggerDelivery', () => {
  it.each([
    [1, 'application/json', '"delta":"x"'],
    [2, 'application/cloudevents+json', '"delta":"x"'],
  ] as const)(
    'posts a v%i event where the functions emulator expects it',
    async (generation, contentType, part) => {
      const functions = await functionsEmulator();
      deliveryTo(functions).delivery.deliver(eventOf({ generation }));
      const [event] = await functions.until(1);
      expect(event).toMatchObject({
        url: '/functions/projects/demo-x/triggers/us-central1-f-0',
        contentType,
      });
      expect(event?.body).toContain(part);
    },
  );

  it('gives every event an id of its own', async () => {
    const functions = await functionsEmulator();
    const { delivery } = deliveryTo(functions);
    for (let count = 0; count < 20; count++) delivery.deliver(eventOf());
    const events = await functions.until(20);
    expect(new Set(events.map(({ body }) => (JSON.parse(body) as { id: string }).id)).size).toBe(20);
  });

  it('works on four events of one function at a time, and on another function besides', async () => {
    const held: ServerResponse[] = [];
    const functions = await functionsEmulator((response) => held.push(response));
    const { delivery } = deliveryTo(functions);
    for (let count = 0; count < 10; count++) delivery.deliver(eventOf({ path: `slow/${count}` }));
    delivery.deliver(eventOf({ path: 'other/0', name: 'us-central1-g-0' }));
    await functions.until(5);
    const keys = functions.received.map(({ url }) => url?.split('/').at(-1));
    expect(keys.filter((name) => name === 'us-central1-f-0')).toHaveLength(4);
    expect(keys).toContain('us-central1-g-0');
    for (const response of held.splice(0)) response.writeHead(200).end();
    await functions.until(9);
    for (const response of held.splice(0)) response.writeHead(200).end();
    await functions.until(11);
  });

  it.each([
    [500, 'answered 500'],
    [404, 'answered 404'],
  ])('logs an answer of %i once, and again only after a success', async (status, text) => {
    const functions = await functionsEmulator((response, count) =>
      response.writeHead(count === 4 ? 204 : status).end(),
    );
    const { delivery, untilLogged, lines } = deliveryTo(functions);
    for (let count = 1; count <= 5; count++) {
      delivery.deliver(eventOf());
      await functions.until(count);
    }
    await untilLogged(2);
    expect(lines).toEqual([expect.stringContaining(text), expect.stringContaining(text)]);
    expect(lines[0]).toMatch(/^functions: us-central1-f-0 did not take the change of \/a\/b: /);
  });

  it('asks no more of a function that is gone, and says so once', async () => {
    const functions = await functionsEmulator((response) => response.writeHead(404).end());
    const gone: string[] = [];
    const { delivery, untilLogged, lines } = deliveryTo(functions, 100, ({ key }) => gone.push(key) > 0);
    const event = eventOf();
    // What came of it anew waits in the same queue.
    const again = eventOf({ path: 'new/one' });
    for (let count = 0; count < 20; count++) delivery.deliver(event);
    delivery.deliver(again);
    await untilLogged(1);
    await functions.until(5);
    expect(lines[0]).toBe(
      'functions: there is no us-central1-f-0 any more, so it is not called until it is registered again.',
    );
    expect(functions.received.length).toBeLessThan(10);
  });

  it('says that nobody is there, once, and goes on', async () => {
    const gone = await functionsEmulator();
    cleanUps.splice(0).forEach((cleanUp) => cleanUp());
    const { delivery, untilLogged, lines } = deliveryTo(gone);
    for (let count = 0; count < 10; count++) delivery.deliver(eventOf());
    await untilLogged(1);
    delivery.deliver(eventOf({ name: 'us-central1-g-0' }));
    await untilLogged(2);
    expect(lines).toEqual([
      expect.stringMatching(/f-0 .*cannot be reached: .*ECONNREFUSED/),
      expect.stringMatching(/g-0 .*cannot be reached: .*ECONNREFUSED/),
    ]);
  });

  it('drops what does not fit into the queue and says so once', async () => {
    const functions = await functionsEmulator((response) => response);
    const { delivery, lines } = deliveryTo(functions, 2);
    for (let count = 0; count < 10; count++) delivery.deliver(eventOf());
    expect(lines).toEqual(['functions: 2 events are waiting, so newer ones are dropped.']);
  });

  it('says that an event could not be made, and goes on', async () => {
    const functions = await functionsEmulator();
    const { delivery, untilLogged } = deliveryTo(functions);
    delivery.deliver({ ...eventOf(), nowMs: Number.NaN });
    expect(await untilLogged(1)).toEqual([expect.stringMatching(/f-0 did not take .*Invalid time value/)]);
    delivery.deliver(eventOf());
    await functions.until(1);
  });

  it('does nothing without a functions emulator, and nothing once closed', async () => {
    const functions = await functionsEmulator();
    deliveryTo(undefined).delivery.deliver(eventOf());
    const { delivery, lines } = deliveryTo(functions);
    delivery.close();
    delivery.deliver(eventOf());
    expect([functions.received, lines]).toEqual([[], []]);
  });
});
