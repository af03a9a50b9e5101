import { createServer } from 'node:net';

/** All servers are on the loopback address: nothing here is meant for other machines. */
export const host = '127.0.0.1';

/** What listens somewhere, and what a person would call it. */
export const portNames = {
  auth: 'the authentication emulator',
  database: 'the database emulator',
  functions: 'the functions emulator',
  hosting: 'the hosting emulator',
  hub: 'the emulator hub',
  logging: 'the emulator log',
  eventarc: 'the Eventarc emulator, which the functions emulator starts',
  tasks: 'the task queue emulator, which the functions emulator starts',
  web: 'the web page',
} as const;

export type PortName = keyof typeof portNames;
export type Ports = Readonly<Record<PortName, number>>;

/** The numbers firebase-tools and Vite are known by; firebase.json says the same. */
const usualPorts: Ports = {
  auth: 9099,
  database: 9000,
  functions: 5001,
  hosting: 5000,
  hub: 4400,
  logging: 4500,
  eventarc: 9299,
  tasks: 9499,
  web: 5173,
};

const names = Object.keys(portNames) as readonly PortName[];

/** The usual ports, all moved up by the same number. */
export const shiftedPorts = (offset: number): Ports =>
  Object.fromEntries(names.map((name) => [name, usualPorts[name] + offset])) as Ports;

/** Whether nothing listens there. */
export const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(true)));
  });

/** Those of the named ports on which something listens already. */
export const takenPorts = async (ports: Ports, needed: readonly PortName[]): Promise<readonly PortName[]> => {
  const free = await Promise.all(needed.map((name) => isFree(ports[name])));
  return needed.filter((_, index) => free[index] === false);
};

/**
 * A free port for everything. They are drawn from below the range from which systems take the ports of
 * outgoing connections, so that none is taken between this look and its use.
 */
export const freePorts = async (): Promise<Ports> => {
  const lowest = 20_000;
  const highest = 32_000;
  const found = new Map<PortName, number>();
  let port = lowest + Math.floor(Math.random() * (highest - lowest - 1000));
  for (const name of names) {
    do port += 1;
    while (!(await isFree(port)));
    found.set(name, port);
  }
  return Object.fromEntries(found) as Ports;
};
