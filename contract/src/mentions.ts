import type { UserId } from './id.ts';

/** A person's name in a text, with its `@`. Positions are UTF-16 code units. */
export interface Mention {
  readonly uid: UserId;
  readonly from: number;
  readonly to: number;
}

/** More are not looked for: a text can hold a thousand of them, and nobody is called by the thousandth. */
const mostMentions = 20;

const isLetter = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character);

/**
 * Who is called in a text. A name counts in whatever case it is written, the longest first (`@Ana Maria` is not `@Ana`), and neither in
 * the middle of an address nor as the beginning of another word.
 */
export const mentionsIn = (text: string, names: ReadonlyMap<UserId, string>): readonly Mention[] => {
  if (!text.includes('@')) return [];
  const candidates = [...names]
    .filter(([, name]) => name !== '')
    .map(([uid, name]) => ({ uid, name: name.toLowerCase() }))
    .toSorted((one, other) => other.name.length - one.name.length);
  const lower = text.toLowerCase();
  // A few letters, such as İ, have other lengths in lower case; positions would no longer fit.
  if (lower.length !== text.length) return [];

  const found: Mention[] = [];
  for (let at = text.indexOf('@'); at >= 0 && found.length < mostMentions; at = text.indexOf('@', at + 1)) {
    if (isLetter(text[at - 1])) continue;
    const match = candidates.find(
      ({ name }) => lower.startsWith(name, at + 1) && !isLetter(text[at + 1 + name.length]),
    );
    if (match !== undefined) found.push({ uid: match.uid, from: at, to: at + 1 + match.name.length });
  }
  return found;
};
