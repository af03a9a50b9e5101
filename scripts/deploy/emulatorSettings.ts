import type { Refusal } from './refusal.ts';

/** The SDK mentions `localhost` by itself; an address with a port is one that somebody set. */
const loopback = /(?:127\.0\.0\.1|localhost|0\.0\.0\.0|\[::1\]):\d{2,5}/;
/** What `VITE_CAUSERIE_EMULATORS` looks like once baked in, whatever the host. */
const settings = /\\?"auth\\?":\s*\\?"http:\/\/[^"\\]+:\d+/;

/** A page that would look for its services on the machine of whoever opens it. @param files path and text */
export const emulatorSettings = (files: ReadonlyMap<string, string>): readonly Refusal[] =>
  [...files].flatMap(([path, text]) => {
    const found = (settings.exec(text) ?? loopback.exec(text))?.[0];
    return found === undefined
      ? []
      : [
          {
            what: `The page has an emulator's address in it: ${found} in ${path}.`,
            fix: 'Remove VITE_CAUSERIE_EMULATORS from the .env files in web/, and any such address from the source.',
          },
        ];
  });
