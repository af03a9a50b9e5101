/** The names between braces in a pattern: `'messages/{roomId}/{messageId}'` gives `'roomId' | 'messageId'`. */
export type ParamsOf<Pattern extends string> = Pattern extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamsOf<Rest>
  : never;

/** One database location, written once and read three ways. */
export interface PathPattern<Pattern extends string> {
  /** As Cloud Functions take it: `messages/{roomId}/{messageId}`. */
  readonly pattern: Pattern;
  /** As rules name it, key by key: `['messages', '$roomId', '$messageId']`. */
  readonly ruleKeys: readonly string[];
  /** Filled in for one place: `messages/lobby/-Nabc`. Throws a RangeError when a value is not a legal key. */
  at(params: Readonly<Record<ParamsOf<Pattern>, string>>): string;
}

/** The Realtime Database refuses these in keys; a slash would silently address another place. */
const illegalInKey = /[.#$/[\]\u0000-\u001f\u007f]/;

const maxKeyBytes = 768;

/** Bytes of a text in UTF-8, the unit in which the service counts keys. */
const utf8Length = (text: string): number =>
  Array.from(text).reduce((bytes, character) => {
    const point = character.codePointAt(0) ?? 0;
    return bytes + (point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4);
  }, 0);

/** Says whether a text may be used as one key of the tree. */
export const isLegalKey = (key: string): boolean =>
  key !== '' && !illegalInKey.test(key) && utf8Length(key) <= maxKeyBytes;

/** Declares a location. Parameters are written `{name}`. */
export const path = <const Pattern extends string>(pattern: Pattern): PathPattern<Pattern> => {
  const keys = pattern.split('/');
  return {
    pattern,
    ruleKeys: keys.map((key) => key.replace(/^\{(.*)\}$/, '$$$1')),
    at: (params) => {
      const values = new Map<string, string>(Object.entries(params));
      return keys
        .map((key) => {
          if (!key.startsWith('{')) return key;
          const name = key.slice(1, -1);
          const value = values.get(name) ?? '';
          if (!isLegalKey(value)) {
            throw new RangeError(
              `${name} ${JSON.stringify(value)} cannot be a key of ${pattern}: it is empty, over ${maxKeyBytes} bytes, or holds one of . # $ / [ ] or a control character.`,
            );
          }
          return value;
        })
        .join('/');
    },
  };
};
