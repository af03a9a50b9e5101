import type { Json } from '../tree/json.ts';

export type JsonObject = { readonly [key: string]: Json };

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The payload of `header.payload.signature`, or nothing when the text is not such a token. */
export const claimsOf = (token: string): JsonObject | undefined => {
  const parts = token.split('.');
  const payload = parts[1];
  if (parts.length !== 3 || payload === undefined) return undefined;
  try {
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Json;
    return isObject(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
};
