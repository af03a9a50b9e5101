import type { FindWords } from './FindWords.ts';

export const en: FindWords = {
  label: 'Find in this room',
  older: 'Earlier message',
  newer: 'Later message',
  close: 'Close the search',
  place: (place, count) => `${place} of ${count}`,
  none: 'Nothing found.',
  looked: (count, backTo) => `${count === 1 ? '1 message' : `${count} messages`} searched, back to ${backTo}`,
  all: 'The whole room was searched.',
  stop: 'Stop',
  goOn: 'Search further back',
  failed: 'The room cannot be reached right now.',
};
