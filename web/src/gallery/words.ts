import type { Language } from '../strings/languages.ts';

/** What the gallery says of itself. Everything else in it is said by the page or by those who write. */
interface GalleryWords {
  readonly heading: string;
  readonly sections: string;
  readonly width: string;
  readonly phone: string;
  readonly desktop: string;
  readonly scheme: string;
  readonly system: string;
  readonly light: string;
  readonly dark: string;
  readonly unknown: (name: string) => string;
}

export const galleryWords: Readonly<Record<Language, GalleryWords>> = {
  en: {
    heading: 'Causerie, piece by piece',
    sections: 'Pieces',
    width: 'Width',
    phone: 'Phone',
    desktop: 'Wide screen',
    scheme: 'Light',
    system: 'As the system',
    light: 'Bright',
    dark: 'Dark',
    unknown: (name) => `There is no piece called “${name}”.`,
  },
  fr: {
    heading: 'Causerie, pièce par pièce',
    sections: 'Pièces',
    width: 'Largeur',
    phone: 'Téléphone',
    desktop: 'Grand écran',
    scheme: 'Lumière',
    system: 'Comme le système',
    light: 'Claire',
    dark: 'Sombre',
    unknown: (name) => `Aucune pièce ne s’appelle «\u00a0${name}\u00a0».`,
  },
};
