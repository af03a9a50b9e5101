import { describe, expect, it } from 'vitest';
import { parseEmulators } from './emulators.ts';

describe('parseEmulators', () => {
  it.each([undefined, ''])('finds none in %j', (text) => {
    expect(parseEmulators(text)).toBeUndefined();
  });

  it('reads where they are', () => {
    const emulators = { auth: 'http://127.0.0.1:9099', database: { host: '127.0.0.1', port: 9000 } };
    expect(parseEmulators(JSON.stringify(emulators))).toEqual(emulators);
  });

  it.each([
    'null',
    '{}',
    '{"auth":"http://127.0.0.1:9099"}',
    '{"auth":"x","database":{"host":"y","port":"9000"}}',
  ])('throws at %s, naming what it expected', (text) => {
    expect(() => parseEmulators(text)).toThrow(`VITE_CAUSERIE_EMULATORS is ${text}; expected`);
  });
});
