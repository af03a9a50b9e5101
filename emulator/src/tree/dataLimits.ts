/** What the data model itself bounds, whoever writes and through whichever door. */
export const dataLimits = {
  /** Keys are counted in UTF-8 bytes, not characters: the service counts what it stores. */
  keyBytes: 768,
  /** Keys between the root of the database and a leaf. */
  depth: 32,
  /** One string value, in UTF-8 bytes. */
  stringBytes: 10 * 1024 * 1024,
} as const;
