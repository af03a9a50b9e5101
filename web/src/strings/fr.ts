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
    me: (name) => `${name}\u00a0: profil et compte`,
    haveAccount: 'J’ai déjà un compte',
  },
  connection: {
    label: 'Connexion',
    connecting: 'Connexion…',
    live: 'En direct',
    reconnecting: 'Reconnexion…',
    retryIn: (seconds) => `dans ${duration(seconds)}`,
    heard: (seconds) => `Dernier contact il y a ${duration(seconds)}.`,
    nextTry: (seconds) => `Prochain essai dans ${duration(seconds)}.`,
    trying: 'Essai en cours…',
    stale: 'Sans réponse',
    signedOut: 'Déconnecté',
    signedOutHint:
      'Le serveur a mis fin à cette session. Ce qui n’est pas envoyé reste ici jusqu’à votre déconnexion.',
    signInAgain: 'Se reconnecter',
    details: 'À propos de la connexion',
    close: 'Fermer',
    roundTrip: 'Temps de réponse',
    roundTripOf: (share, milliseconds) => `${share}\u00a0% en moins de ${milliseconds}\u00a0ms`,
    roundTrips: (count) =>
      count === 1 ? 'Mesuré une fois.' : `Mesuré ${count} fois depuis l’ouverture de la page.`,
    noRoundTrip: 'Rien n’a encore été mesuré.',
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
    tryAgain: 'Réessayer',
    cut: (shown) => `Voici ${shown} de vos salons. Les autres s’ouvrent par leur adresse.`,
    others: 'Autres salons',
    direct: 'Messages directs',
    browse: 'Parcourir les salons',
    create: 'Nouveau salon',
    about: (room) => `À propos de ${room}`,
    closed: 'Ce salon a été fermé.',
    closedHint: 'On ne peut plus rien y écrire.',
    gone: 'Le salon ne vous a pas laissé entrer.',
    elsewhere: 'Trouver un autre salon',
  },
  refusal: (refusal) => {
    switch (refusal.kind) {
      case 'unreachable':
        return 'La causerie est injoignable pour l’instant\u202f; rien n’a été changé. Réessayez quand la connexion sera revenue.';
      case 'closed':
        return 'Le salon a été fermé\u202f; on ne peut plus rien y changer.';
      case 'notAllowed':
        return 'Cela n’a pas été accepté. C’est peut-être déjà fait, ou vous n’en avez plus le droit. Fermez, regardez à nouveau, puis réessayez.';
      case 'tooFast':
        return `C’est trop en si peu de temps. Vous pourrez recommencer ${when(refusal.untilMs)}.`;
      case 'banned':
        return `Vous avez été tenu à l’écart de tout. Cela prend fin ${when(refusal.untilMs)}.`;
      case 'bannedHere':
        return `Vous avez été exclu de ce salon. Vous pourrez revenir ${when(refusal.untilMs)}.`;
      case 'muted':
        return `On vous a demandé de vous taire. Vous pourrez reprendre la parole ${when(refusal.untilMs)}.`;
    }
  },
  screens: {
    close: 'Fermer',
    unreachable: 'Cette partie de la page n’a pas pu être chargée. Vérifiez la connexion, puis réessayez.',
  },
  messages: {
    report: 'Signaler ce message',
    loading: 'On va chercher la conversation…',
    empty: 'Personne n’a encore rien dit.',
    emptyHint: 'Le bon moment pour un premier mot.',
    someone: 'Quelqu’un',
    today: 'Aujourd’hui',
    yesterday: 'Hier',
    newMessages: (count, isAtLeast = false) =>
      count === 1 ? '1 nouveau message' : `${isAtLeast ? 'Au moins ' : ''}${count} nouveaux messages`,
    newHere: 'Nouveau',
    loadingOlder: 'On va chercher ce qui s’est dit avant…',
    beginning: 'La conversation commence ici.',
    copyLink: 'Copier le lien de ce message',
    linkCopied: 'Lien copié',
    gone: 'Le message où mène ce lien n’existe plus.',
    notFetched:
      'Le message où mène ce lien est hors d’atteinte pour l’instant. Réessayez le lien dans un moment.',
    understood: 'Compris',
    find: 'Chercher dans ce salon',
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
    refusedMuted: 'Vous ne pouvez pas écrire ici pour le moment. Réessayez plus tard ; le texte reste ici.',
    refusedBanned: 'Vous avez été banni. Le texte reste ici, vous pouvez le copier.',
    refusedClosed: 'Ce salon a été fermé. Modifiez le message pour emporter le texte ailleurs.',
    refusedUnknown: 'Le salon ne l’a pas accepté. Réessayez, ou modifiez-le d’abord.',
    tryAgain: 'Réessayer',
    edit: 'Modifier',
  },
  attention: {
    offer:
      'On vous a appelé pendant votre absence. Votre navigateur doit-il vous prévenir la prochaine fois ?',
    accept: 'Oui, prévenez-moi',
    decline: 'Non',
    unread: (count, figures) => (count === 1 ? '1 message non lu' : `${figures} messages non lus`),
    calls: (count) => (count === 1 ? 'on vous a appelé une fois' : `on vous a appelé ${count} fois`),
  },
  emoji: {
    heading: 'Émojis',
    search: 'Chercher un émoji',
    groups: 'Groupes',
    recent: 'Récents',
    group: (group) =>
      [
        'Visages',
        'Personnes',
        '',
        'Animaux et nature',
        'À manger et à boire',
        'Voyages et lieux',
        'Activités',
        'Choses',
        'Symboles',
        'Drapeaux',
      ][group] ?? '',
    loading: 'On va les chercher…',
    unreachable: 'Ils n’ont pas pu être chargés. Vérifiez votre connexion et ouvrez de nouveau.',
    none: 'Rien ne s’appelle ainsi. Essayez un autre mot.',
  },
  composer: {
    openEmoji: 'Insérer un émoji',
    proposals: 'Propositions',
    label: (room) => `Message pour ${room}`,
    send: 'Envoyer',
    left: (count) => (count < 2 ? `${count} restant` : `${count} restants`),
    tooLong: (over) => `${over} de trop. Raccourcissez, ou envoyez en deux fois.`,
    outboxFull: (max) =>
      `${max} messages attendent déjà leur départ. Celui-ci reste ici jusqu’à ce que quelques-uns soient partis.`,
    noFiles:
      'Les images et les fichiers ne peuvent pas être envoyés ici. Rien n’est perdu\u00a0: votre texte est toujours là.',
    keys: 'Entrée envoie, Maj + Entrée va à la ligne',
  },
  members: {
    sheet: 'Salons et personnes',
    open: (here, all) => `Salons et personnes\u00a0: ${here} sur ${all} ici`,
    close: 'Fermer',
    here: 'Ici en ce moment',
    offline: 'Hors ligne',
    away: 'au loin',
    lastSeen: (ago) => `dernier passage ${ago}`,
    you: 'vous',
    roles: { owner: 'propriétaire', moderator: 'modération' },
    cut: (shown) => `Seuls ${shown} des membres sont montrés.`,
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

/** A moment to come: the time alone on the same day. */
const when = (ms: number): string => {
  const isToday = new Date(ms).toDateString() === new Date().toDateString();
  return isToday ? `à ${timeOfDay.format(ms)}` : `le ${dayAndTime.format(ms)}`;
};

const timeOfDay = new Intl.DateTimeFormat('fr', { timeStyle: 'medium' });
const dayAndTime = new Intl.DateTimeFormat('fr', { dateStyle: 'long', timeStyle: 'short' });

const quoted = (text: string): string => `«\u00a0${text}\u00a0»`;

const duration = (seconds: number): string =>
  seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
