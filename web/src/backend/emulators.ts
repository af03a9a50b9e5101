/** Where the local emulators listen. */
export interface Emulators {
  /** `http://127.0.0.1:9099` */
  readonly auth: string;
  readonly database: { readonly host: string; readonly port: number };
}

/** Reads what the build baked in. Throws when it is there and malformed: that is a fault of the build, not of a person. */
export const parseEmulators = (text: string | undefined): Emulators | undefined => {
  if (text === undefined || text === '') return undefined;
  const value = JSON.parse(text) as Partial<Emulators> | null;
  if (
    typeof value?.auth !== 'string' ||
    typeof value.database?.host !== 'string' ||
    typeof value.database.port !== 'number'
  ) {
    throw new TypeError(
      `VITE_CAUSERIE_EMULATORS is ${text}; expected {"auth":"http://host:port","database":{"host":"host","port":number}}.`,
    );
  }
  return { auth: value.auth, database: value.database };
};
