import { WebSocket } from 'ws';
import { addresses } from './world.ts';
import { Inbox } from './inbox.ts';

/** One line that a function wrote, as the logging emulator passes it on. */
export type FunctionLogEntry = Readonly<Record<string, unknown>>;

export interface FunctionLog {
  /** What functions logged, from the start of the suite. */
  readonly entries: Inbox<FunctionLogEntry>;
  /** Everything that functions wrote since then, in JSON; also what is no entry, like a line for somebody who looks for a mistake. */
  readonly output: Inbox<string>;
  /** One item for each time that a function was called. */
  readonly calls: Inbox<string>;
  close(): void;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Listens to the logging emulator, which first repeats everything there was. */
export const openFunctionLog = async (): Promise<FunctionLog> => {
  const { host, ports } = addresses();
  const entries = new Inbox<FunctionLogEntry>();
  const output = new Inbox<string>();
  const calls = new Inbox<string>();
  const socket = new WebSocket(`ws://${host}:${ports.logging}`);
  socket.on('message', (data: Buffer) => {
    const bundle: unknown = JSON.parse(data.toString('utf8'));
    if (!isRecord(bundle)) return;
    const { message, data: about } = bundle;
    if (isRecord(about) && 'user' in about) output.add(JSON.stringify(about['user']));
    if (isRecord(about) && isRecord(about['user'])) entries.add(about['user']);
    const call = /Beginning execution of "([^"]+)"/.exec(String(message))?.[1];
    if (call !== undefined) calls.add(call);
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return { entries, output, calls, close: () => socket.terminate() };
};
