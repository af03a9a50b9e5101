import { actionIn } from '@causerie/contract';

const longest = 160;

/** The first words of a text, on one line: what is longer than a line is cut where it is drawn. `name` begins what its author does. */
export const gist = (text: string, name: string): string => {
  const action = actionIn(text);
  const line = (action === undefined ? text : `${name} ${action}`).replaceAll(/\s+/g, ' ').trim();
  // Half of an emoji is none.
  return line.length > longest ? `${line.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '')}…` : line;
};
