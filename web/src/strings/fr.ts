import { showCharacters } from './showCharacters.ts';
import type { Strings } from './Strings.ts';

const list = new Intl.ListFormat('fr', { type: 'conjunction' });

export const fr: Strings = {
  tag: 'fr',
  language: {
    unreachable: 'Cette langue n’a pas pu être chargée. Vérifiez votre connexion et réessayez.',
  },
  session: {
    welcome: 'Entrez, asseyez-vous.',
    invitation: 'Choisissez le nom sous lequel on vous connaîtra. Ni mot de passe, ni adresse.',
    nickname: 'Pseudonyme',
    nicknameHint: (min, max) =>
      `De ${min} à ${max} lettres ou chiffres\u202f; espaces et traits d’union permis entre eux.`,
    preview: 'Voici comment les autres vous verront.',
    enter: 'Entrer',
    entering: 'On vous ouvre…',
    problem: (problem) => {
      switch (problem.code) {
        case 'too_short':
          return `C’est trop court\u00a0: un nom a au moins ${problem.min} caractères.`;
        case 'too_long':
          return `C’est trop long\u00a0: ${problem.length} caractères, et ${problem.max} est le maximum.`;
        case 'characters':
          return `Retirez ${quoted(showCharacters(problem.found))}\u00a0: un nom est fait de lettres, de chiffres, et d’espaces ou de traits d’union entre eux.`;
        case 'edge':
          return 'Un nom commence et finit par une lettre ou un chiffre.';
        case 'mixed_alphabets':
          return 'Gardez un seul alphabet\u00a0: des lettres de plusieurs, côte à côte, peuvent passer pour un autre nom.';
        case 'reserved':
          return 'Ce nom est réservé\u00a0: on croirait entendre le patron. Choisissez-en un autre.';
      }
    },
    taken: (wanted, existing) =>
      existing === undefined
        ? `${quoted(wanted)} est pris, ou trop facile à confondre avec un nom qui l’est. Ajoutez un mot ou un chiffre, ou changez de nom.`
        : existing === wanted
          ? `${quoted(wanted)} est pris. Ajoutez un mot ou un chiffre, ou changez de nom.`
          : `${quoted(wanted)} se confondrait avec ${quoted(existing)}, qui est déjà là. Éloignez-vous-en un peu, ou changez de nom.`,
    unreachable:
      'La causerie est injoignable pour l’instant. Votre nom reste ici\u202f; réessayez dans un moment.',
    refused: 'Ce nom n’a pas été accepté. Changez-le un peu et réessayez.',
    opening: 'Ouverture…',
  },
  connection: {
    label: 'Connexion',
    connecting: 'Connexion…',
    live: 'En direct',
    reconnecting: 'Reconnexion…',
    forSeconds: (seconds) => duration(seconds),
    offline: 'Hors ligne',
    tryNow: 'Essayer maintenant',
    whatIsSent:
      'Continuez d’écrire\u00a0: vos messages attendent ici et partiront au retour de la connexion.',
  },
  rooms: {
    heading: 'Salons',
    loading: 'On cherche un salon…',
    noneYet: 'Il n’y a pas encore de salon.',
    noneYetHint: 'Dès qu’il en ouvre un, vous y serez. Inutile de recharger la page.',
    directoryRefused: 'La liste des salons vous est fermée pour l’instant.',
    notIn: 'Vous n’êtes plus dans ce salon.',
    notInHint: 'Ce que vous avez écrit est encore ici. Revenez pour continuer à lire et à écrire.',
    joinAgain: 'Revenir',
    joinRefused: 'Le salon ne vous a pas laissé entrer. Vous pouvez réessayer dans un moment.',
    tryAgain: 'Réessayer',
  },
  messages: {
    loading: 'On va chercher la conversation…',
    empty: 'Personne n’a encore rien dit.',
    emptyHint: 'Le bon moment pour un premier mot.',
    someone: 'Quelqu’un',
    today: 'Aujourd’hui',
    yesterday: 'Hier',
    newMessages: (count) => (count === 1 ? '1 nouveau message' : `${count} nouveaux messages`),
    toLatest: 'Derniers messages',
    showAll: 'Tout afficher',
    codeBlock: 'Bloc de code',
    edited: 'modifié',
    deleted: 'Ce message a été supprimé.',
    sending: 'Envoi…',
    waitingForConnection: 'En attente de la connexion',
    waitingForTurn: (seconds) => `Un peu vite. Départ dans ${seconds} s`,
    notSent: 'Pas envoyé.',
    refusedNotMember: 'Vous n’êtes plus dans ce salon. Revenez-y, puis réessayez.',
    refusedTooFast:
      'Trop de messages à la fois, peut-être depuis une autre fenêtre. Réessayez dans quelques secondes.',
    refusedUnknown: 'Le salon ne l’a pas accepté. Réessayez, ou modifiez-le d’abord.',
    tryAgain: 'Réessayer',
    edit: 'Modifier',
  },
  composer: {
    label: (room) => `Message pour ${room}`,
    send: 'Envoyer',
    left: (count) => (count < 2 ? `${count} restant` : `${count} restants`),
    tooLong: (over) => `${over} de trop. Raccourcissez, ou envoyez en deux fois.`,
    outboxFull: (max) =>
      `${max} messages attendent déjà leur départ. Celui-ci reste ici jusqu’à ce que quelques-uns soient partis.`,
    keys: 'Entrée envoie, Maj + Entrée va à la ligne',
  },
  members: {
    sheet: 'Salons et personnes',
    open: (here, all) => `Salons et personnes\u00a0: ${here} sur ${all} ici`,
    close: 'Fermer',
    here: 'Ici en ce moment',
    away: 'Au loin',
    you: 'vous',
    loading: 'On regarde qui est là…',
  },
  typing: {
    names: (names) => `${list.format(names)} ${names.length === 1 ? 'écrit' : 'écrivent'}…`,
    several: 'Plusieurs personnes écrivent…',
  },
  failure: {
    heading: 'Quelque chose s’est mal passé ici.',
    hint: 'C’est notre faute, pas la vôtre. Recharger la page aide d’ordinaire\u202f; rien de ce qui est parti n’est perdu.',
    reload: 'Recharger la page',
  },
};

const quoted = (text: string): string => `«\u00a0${text}\u00a0»`;

const duration = (seconds: number): string =>
  seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
