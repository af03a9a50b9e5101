import type { ComponentType } from 'react';
import type { Language } from '../strings/languages.ts';

/** Something to look at, with its states. */
export interface Section {
  /** In addresses. */
  readonly name: string;
  readonly title: Readonly<Record<Language, string>>;
  /** It is a whole page, and brings its own `main`. */
  readonly isPage: boolean;
  readonly Content: ComponentType;
}
