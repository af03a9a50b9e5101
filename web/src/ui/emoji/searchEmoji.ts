import { fold } from '../fold.ts';
import type { Emoji } from './emojiTable.ts';

/** `etoile` finds `étoile`, and `thumbs up` finds `thumbs_up`. */
const plain = (text: string): string => fold(text).replaceAll('_', ' ');

const none = 4;

/** 0 for a word that is the query, 1 for one that begins with it, 2 for one that has a word which does, 3 for one that holds it. */
const distance = (word: string, query: string): number => {
  if (word === query) return 0;
  if (word.startsWith(query)) return 1;
  if (word.includes(` ${query}`)) return 2;
  return word.includes(query) ? 3 : none;
};

/** A name that fits is meant, another word may be. */
const distanceOf = ({ label, shortNames, words }: Emoji, query: string): number =>
  Math.min(
    ...[...shortNames, label].map((name) => distance(plain(name), query)),
    ...words.map((word) => distance(plain(word), query) + 0.5),
    none,
  );

/** The emoji that answer best to some letters, the best first. */
export const searchEmoji = (all: readonly Emoji[], query: string, most: number): readonly Emoji[] => {
  const wanted = plain(query.trim());
  if (wanted === '') return all.slice(0, most);
  return all
    .map((emoji, index) => ({
      emoji,
      index,
      distance: distanceOf(emoji, wanted),
    }))
    .filter((entry) => entry.distance < none)
    .toSorted((one, other) => one.distance - other.distance || one.index - other.index)
    .slice(0, most)
    .map(({ emoji }) => emoji);
};
