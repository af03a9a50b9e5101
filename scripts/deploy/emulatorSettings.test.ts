import { describe, expect, it } from 'vitest';
import { emulatorSettings } from './emulatorSettings.ts';

const found = (text: string): number => emulatorSettings(new Map([['assets/index.js', text]])).length;

describe('emulator settings in a page', () => {
  it.each([
    ['let e=read(`{"auth":"http://127.0.0.1:9099","database":{"host":"127.0.0.1","port":9000}}`)'],
    ['let e=read("{\\"auth\\":\\"http://192.168.1.7:9099\\",\\"database\\":{}}")'],
    ['connectAuthEmulator(a,"http://localhost:9099")'],
    ['new WebSocket("ws://[::1]:9000")'],
    ['fetch("http://0.0.0.0:5001/x")'],
  ])('are found in %s', (text) => {
    expect(found(text)).toBe(1);
  });

  it.each([
    ['n.domain===`localhost`||warn("use https://")'],
    ['var requestUri=`http://localhost`,next=1'],
    // The words of the page's own complaint about malformed settings.
    [
      '`VITE_CAUSERIE_EMULATORS is ${e}; expected {"auth":"http://host:port","database":{"host":"host","port":number}}.`',
    ],
    ['{"auth":"https://identitytoolkit.googleapis.com"}'],
    [''],
  ])('are not seen in %s', (text) => {
    expect(found(text)).toBe(0);
  });
});
