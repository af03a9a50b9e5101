import { inject } from 'vitest';
import type { Addresses } from '../../scripts/suite.ts';

/** Where the emulator suite of this run is. Only in tests of the `suite` project. */
export const addresses = (): Addresses => inject('addresses');

/** The page, as the hosting emulator serves it. */
export const pageUrl = (): string => `http://${addresses().host}:${addresses().ports.hosting}/`;

const ownerFetch = async (path: string, init?: RequestInit, params = ''): Promise<unknown> => {
  const { host, namespace, ports } = addresses();
  const response = await fetch(`http://${host}:${ports.database}/${path}.json?ns=${namespace}${params}`, {
    ...init,
    headers: { Authorization: 'Bearer owner' },
  });
  if (!response.ok)
    throw new Error(
      `The owner's ${init?.method ?? 'GET'} of /${path}: ${response.status} ${await response.text()}`,
    );
  return response.json();
};

/** Past the rules, as the console would: to arrange what a test needs, and to look at what is stored. */
export const owner = {
  read: (path: string): Promise<unknown> => ownerFetch(path),
  write: (path: string, value: unknown): Promise<unknown> =>
    ownerFetch(path, { method: 'PUT', body: JSON.stringify(value) }),
  /** Calls no function: the functions emulator would start a process for every message among these. */
  writeUnheard: (path: string, value: unknown): Promise<unknown> =>
    ownerFetch(path, { method: 'PUT', body: JSON.stringify(value) }, '&disableTriggers=true'),
} as const;
