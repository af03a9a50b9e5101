import type { FindWords } from './FindWords.ts';

export const fr: FindWords = {
  label: 'Chercher dans ce salon',
  older: 'Message précédent',
  newer: 'Message suivant',
  close: 'Fermer la recherche',
  place: (place, count) => `${place} sur ${count}`,
  none: 'Rien trouvé.',
  looked: (count, backTo) =>
    `${count < 2 ? `${count} message parcouru` : `${count} messages parcourus`}, jusqu’au ${backTo}`,
  all: 'Tout le salon a été parcouru.',
  stop: 'Arrêter',
  goOn: 'Chercher plus loin',
  failed: 'Le salon est hors d’atteinte pour l’instant.',
};
