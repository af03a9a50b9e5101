import type { ScreenStrings } from './ScreenStrings.ts';

export const fr: ScreenStrings = {
  browse: {
    heading: 'Salons publics',
    search: 'Chercher un nom ou un sujet',
    searched: (fetched) =>
      `Cherche parmi les ${fetched} premiers salons. Affichez-en plus pour aller plus loin.`,
    loading: 'On va chercher les salons…',
    found: (count) => (count < 2 ? `${count} salon` : `${count} salons`),
    none: 'Il n’y a pas encore de salon public. Ouvrez le premier.',
    noMatch: 'Aucun salon avec ces mots.',
    failed: 'La liste n’a pas pu être chargée. Vérifiez la connexion, puis réessayez.',
    tryAgain: 'Réessayer',
    more: 'En afficher plus',
    create: 'Ouvrir un nouveau salon',
    open: 'Ouvrir',
    join: 'Rejoindre',
  },
  newRoom: {
    heading: 'Un nouveau salon',
    name: 'Nom',
    nameHint: (max) => `${max} caractères au plus.`,
    topic: 'Sujet',
    topicHint: 'Ce dont on y parle, en quelques mots.',
    problem: (problem) => {
      switch (problem.code) {
        case 'empty':
          return 'Écrivez quelque chose ici.';
        case 'characters':
          return 'Retirez les caractères invisibles, empilés, ou qui retournent la ligne.';
        case 'tooLong':
          return `C’est trop long\u00a0: ${problem.length} caractères, et ${problem.max} est le maximum.`;
      }
    },
    who: 'Qui peut entrer\u202f?',
    public: 'Tout le monde',
    publicHint: 'Dans la liste de tous. Chacun peut entrer et lire ce qui a été dit.',
    private: 'Seulement vos invités',
    privateHint: 'Dans aucune liste. Vous créez un lien d’invitation et le transmettez.',
    create: 'Ouvrir le salon',
    creating: 'Ouverture…',
  },
  aboutRoom: {
    heading: 'À propos de ce salon',
    loading: 'On regarde…',
    gone: 'Ce salon n’est plus là, ou vous n’y êtes pas.',
    kindLabel: 'Ouvert à',
    kinds: {
      public: 'tout le monde',
      private: 'ceux qui ont été invités',
      direct: 'vous deux',
    },
    topicLabel: 'Sujet',
    roleLabel: 'Vous en êtes',
    roles: { owner: 'propriétaire', moderator: 'modérateur', member: 'membre' },
    settings: 'Réglages',
    pace: 'Mode lent',
    paceHint: 'L’attente entre deux messages d’un membre. Propriétaire et modération n’attendent pas.',
    noPause: 'Aucune attente',
    pause: (seconds) => `${duration(seconds)} entre deux messages`,
    save: 'Enregistrer',
    saved: 'Enregistré.',
    out: 'Quitter',
    leave: 'Quitter le salon',
    leaveQuestion: (kind) => {
      switch (kind) {
        case 'public':
          return 'Il disparaît de votre liste. Ce que vous avez écrit reste. Vous pourrez revenir quand vous voudrez.';
        case 'private':
          return 'Il disparaît de votre liste. Ce que vous avez écrit reste. Pour revenir, il faudra une nouvelle invitation.';
        case 'direct':
          return 'Il disparaît de votre liste, et reste dans celle de l’autre personne. Vous pourrez le rouvrir depuis sa fiche.';
      }
    },
    leaveYes: 'Quitter',
    stay: 'Rester',
    ownerStays: 'Ce salon est à vous. Transmettez-le d’abord à un membre, depuis sa fiche, ou fermez-le.',
  },
  me: {
    heading: 'Vous',
    color: 'Couleur',
    colors: [
      'rouge',
      'orange',
      'ambre',
      'vert olive',
      'vert',
      'vert d’eau',
      'cyan',
      'bleu ciel',
      'bleu',
      'violet',
      'pourpre',
      'rose',
    ],
    save: 'Enregistrer',
    saved: 'Enregistré.',
  },
};

const duration = (seconds: number): string =>
  seconds < 60
    ? `${seconds} s`
    : seconds < 3600
      ? `${Math.round(seconds / 60)} min`
      : `${Math.round(seconds / 3600)} h`;
