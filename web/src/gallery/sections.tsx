import { conversationSections } from './conversationSections.tsx';
import { developerSections } from './developerSections.tsx';
import { doorSections } from './doorSections.tsx';
import { pieceSections } from './pieceSections.tsx';
import { roomSections } from './roomSections.tsx';
import { screenSections } from './screenSections.tsx';
import type { Section } from './section.ts';

/** Everything there is to look at, in the order in which somebody would meet it. */
export const sections: readonly Section[] = [
  ...doorSections,
  ...roomSections,
  ...conversationSections,
  ...screenSections,
  ...pieceSections,
  ...developerSections,
];
