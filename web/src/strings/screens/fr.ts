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
  attention: {
    heading: 'Quand on vous écrit',
    levels: {
      nothing: 'Le montrer dans l’onglet seulement',
      calls: 'Me prévenir quand on m’appelle ou m’écrit en privé',
      everything: 'Me prévenir de chaque message',
    },
    blocked:
      'Votre navigateur ne laisse pas cette page vous prévenir. Autorisez-la à côté de l’adresse, puis choisissez de nouveau.',
    sound: 'Faire entendre un son discret',
    quiet: 'Ni l’un ni l’autre aux heures calmes',
    from: 'De',
    to: 'à',
  },
  sharing: {
    heading: 'Ce que les autres peuvent savoir',
    lastSeen: 'Mon dernier passage',
    receipts: 'Jusqu’où j’ai lu',
    hints: {
      lastSeen: 'Montré à côté de votre nom quand vous n’êtes pas là.',
      receipts:
        'Montré sous ce que les autres ont écrit. Qui ne le dit pas ne le voit pas non plus des autres.',
    },
  },
  account: {
    heading: 'Compte',
    returning: 'Heureux de vous revoir',
    email: 'Adresse électronique',
    password: 'Mot de passe',
    passwordHint: 'Au moins 6 caractères\u202f; plus long, c’est mieux.',
    bothNeeded: 'Remplissez l’adresse et le mot de passe.',
    signIn: 'Se connecter',
    forgot: 'J’ai oublié mon mot de passe',
    resetNeedsEmail: 'Écrivez d’abord votre adresse ci-dessus.',
    resetSent: (email) => `Si ${email} a un compte ici, un message avec un lien y arrive.`,
    google: 'Continuer avec Google',
    googleWaiting: 'En attente de Google. Annuler',
    googleEmulated:
      'Pas de Google ici\u00a0: l’émulateur le remplace. Écrivez n’importe quelle adresse ci-dessus, laissez le mot de passe vide, et appuyez à nouveau.',
    googleDeclined: 'Google n’a pas dit qui vous êtes. Réessayez, ou utilisez adresse et mot de passe.',
    windowBlocked:
      'Le navigateur a bloqué la fenêtre de Google. Autorisez les fenêtres pour cette page, puis réessayez.',
    problem: (problem, isNew) => {
      switch (problem) {
        case 'unreachable':
          return 'Le service de connexion est injoignable. Vérifiez votre connexion, puis réessayez.';
        case 'badEmail':
          return 'Ce n’est pas une adresse électronique. Elle ressemble à nom@exemple.fr.';
        case 'wrongPassword':
          return isNew
            ? 'Cela n’a pas été accepté. Vérifiez ce que vous avez écrit, puis réessayez.'
            : 'L’adresse et le mot de passe ne vont pas ensemble. Vérifiez les deux, ou demandez un nouveau mot de passe.';
        case 'weakPassword':
          return 'Ce mot de passe se devine trop facilement. Prenez au moins 6 caractères, plus si possible.';
        case 'taken':
          return isNew
            ? 'Il y a déjà un compte avec cette adresse. Prenez-en une autre, ou déconnectez-vous ici et connectez-vous à ce compte\u202f; ce que vous avez fait en invité reste sous votre nom d’invité.'
            : 'Cette adresse appartient à un compte qui se connecte autrement. Prenez cet autre moyen.';
        case 'alreadyLinked':
          return 'Vous avez déjà ce moyen de vous connecter.';
        case 'tooManyTries':
          return 'Trop d’essais. Attendez quelques minutes, puis réessayez.';
        case 'disabled':
          return 'Ce compte a été désactivé. Qui tient cette causerie peut dire pourquoi.';
        case 'notOffered':
          return 'Cette causerie n’offre pas ce moyen de se connecter. Essayez-en un autre.';
        case 'sessionEnded':
          return sessionOver;
        case 'unknown':
          return 'La connexion n’a pas marché. Réessayez dans un moment.';
      }
    },
    guestHint:
      'Vous êtes ici en invité\u00a0: seul ce navigateur vous connaît. Avec un compte, vous restez qui vous êtes, avec votre nom, vos salons et vos messages, et vous revenez de partout.',
    keep: 'En faire un compte',
    saved: 'Vous avez un compte. Tout est resté à vous.',
    signedInAs: (email, hasPassword, hasGoogle) =>
      `Connecté${email === undefined ? '' : ` avec ${email}`}, par ${[hasPassword && 'mot de passe', hasGoogle && 'Google'].filter(Boolean).join(' et ') || 'un compte'}.`,
    notYet:
      'Le service de connexion n’a pas encore répondu. Cette partie apparaîtra une fois la connexion rétablie.',
    out: 'Partir',
    signOut: 'Se déconnecter',
    outQuestion: 'Ce navigateur vous oublie. Vous pourrez revenir quand vous voudrez.',
    guestOutQuestion:
      'Vous êtes en invité\u00a0: il n’y a pas de retour vers votre nom, vos salons et vos messages directs. Pour les garder, faites-en un compte ci-dessus.',
    everywhere: 'Se déconnecter partout',
    everywhereQuestion: 'Tous les navigateurs et appareils sont déconnectés, celui-ci aussi.',
    waiting: (messages) =>
      messages === 1
        ? 'Un message n’est pas encore parti et sera perdu.'
        : `${messages} messages ne sont pas encore partis et seront perdus.`,
    stay: 'Rester',
    data: 'Vos données',
    dataHint: 'Tout ce qui est conservé à votre sujet, en un fichier. Ou tout effacer.',
    take: 'Emporter mes données',
    collecting: 'On les rassemble…',
    erase: 'M’effacer',
    eraseQuestion:
      'Votre nom, vos messages, vos réactions et votre compte sont effacés, pour tous et pour de bon. Vos salons directs disparaissent aussi pour l’autre personne\u202f; les salons qui sont à vous passent au plus ancien modérateur, ou sont fermés.',
    callProblem: ({ reason, retryAfterMs }) =>
      reason === 'tooManyCalls'
        ? `C’est demandé trop souvent. Réessayez dans ${duration(Math.ceil((retryAfterMs ?? 3_600_000) / 1000))}.`
        : reason === 'unreachable'
          ? 'Le serveur est injoignable. Vérifiez votre connexion, puis réessayez.'
          : reason === 'signInAgain'
            ? 'Pour cela, il faut s’être connecté dans les cinq dernières minutes. Déconnectez-vous, reconnectez-vous, puis revenez ici.'
            : reason === 'sessionEnded' || reason === 'signedOut'
              ? sessionOver
              : 'Le serveur n’a pas pu le faire. Réessayez dans un moment.',
  },
  person: {
    heading: 'Personne',
    here: 'Ici en ce moment',
    away: 'Au loin',
    offline: 'Hors ligne',
    since: (ms) => `Connue ici depuis le ${day.format(ms)}`,
    message: 'Écrire un message',
    peace: 'Être tranquille',
    block: 'Bloquer',
    unblock: 'Ne plus bloquer',
    blockHint:
      'Vous ne verrez plus ce que cette personne écrit, sur tous vos appareils. Elle n’en saura rien.',
    isBlocked: 'Vous avez bloqué cette personne\u00a0: ce qu’elle écrit vous est caché.',
    reportHint: 'Pour signaler quelqu’un, signalez ce qu’il a écrit\u00a0: cela sert de preuve.',
    report: 'Signaler son dernier message',
  },
  moderation: {
    heading: 'Dans ce salon',
    duration: 'Pour combien de temps',
    lasts: (ms) => span(ms),
    mute: 'Rendre muet',
    liftMute: 'Rendre la parole',
    kick: 'Faire sortir du salon',
    kickQuestion: (name) => `${name} sort du salon, et peut revenir.`,
    ban: 'Exclure du salon',
    banQuestion: (name, lasts) => `${name} sort du salon et ne peut pas revenir pendant ${lasts}.`,
    liftBan: 'Lever l’exclusion',
    promote: 'Nommer modérateur',
    demote: 'Rendre simple membre',
    handOver: 'Transmettre le salon',
    handOverQuestion: (name) =>
      `Le salon sera à ${name}, et vous en serez modérateur. Seul ${name} pourra vous le rendre.`,
    no: 'Annuler',
    muted: (name) => `${name} ne peut pas écrire ici pour l’instant.`,
    unmuted: (name) => `${name} peut à nouveau écrire ici.`,
    kicked: (name) => `${name} est hors du salon.`,
    banned: (name) => `${name} est exclu du salon.`,
    unbanned: (name) => `${name} peut revenir.`,
    roleGiven: (name, role) => `${name} est maintenant ${roleWords[role]}.`,
    handedOver: (name) => `Le salon est maintenant à ${name}.`,
    restricted: 'Exclus et muets',
    nobody: 'Personne n’est exclu ni muet ici.',
    bannedUntil: (name, ms) => `${name}, exclu jusqu’au ${moment.format(ms)}`,
    mutedUntil: (name, ms) => `${name}, muet jusqu’au ${moment.format(ms)}`,
    log: 'Ce qui a été fait ici',
    loading: 'On regarde…',
    nothing: 'Rien n’a été fait à personne ici.',
    logCut: (shown) => `Voici les ${shown} dernières entrées.`,
    entry: (act, by, about, role) => {
      switch (act) {
        case 'kick':
          return `${by} a fait sortir ${about}`;
        case 'ban':
          return `${by} a exclu ${about}`;
        case 'liftBan':
          return `${by} a levé l’exclusion de ${about}`;
        case 'mute':
          return `${by} a rendu ${about} muet`;
        case 'liftMute':
          return `${by} a rendu la parole à ${about}`;
        case 'removeMessage':
          return `${by} a retiré un message de ${about}`;
        case 'changeRole':
          return `${by} a nommé ${about} ${roleWords[role ?? 'member']}`;
        case 'handOver':
          return `${by} a transmis le salon à ${about}`;
        case 'close':
          return `${by} a fermé le salon`;
      }
    },
    moment: (ms) => moment.format(ms),
    close: 'Fermer le salon pour toujours',
    closeQuestion:
      'Tout ce qu’il contient est effacé\u00a0: messages, membres, invitations. Personne ne pourra le rouvrir, et il n’y a pas de retour.',
    closeYes: 'Fermer et effacer',
  },
  invites: {
    heading: 'Invitations',
    uses: 'Pour combien de personnes',
    people: (count) => (count < 2 ? `${count} personne` : `${count} personnes`),
    lasts: 'Valable pendant',
    duration: (ms) => span(ms),
    make: 'Créer un lien d’invitation',
    link: 'Lien d’invitation',
    left: (uses, untilMs) =>
      `Pour ${uses < 2 ? `${uses} personne` : `${uses} personnes`} encore, jusqu’au ${moment.format(untilMs)}.`,
    copy: 'Copier',
    copied: 'Copié',
    copyFailed: 'Le navigateur n’a pas laissé copier. Sélectionnez le lien et copiez-le vous-même.',
    takeBack: 'Retirer',
    invitedHeading: 'Vous êtes invité',
    invited: 'Quelqu’un vous invite dans son salon privé. Ses membres verront votre nom.',
    come: 'Entrer',
    notNow: 'Plus tard',
    doesNotHold: 'Cette invitation ne vaut pas. Demandez-en une autre à qui vous l’a envoyée.',
  },
  report: {
    heading: 'Signaler un message',
    hint: 'Ceux qui tiennent cette causerie le lisent, avec le message tel qu’il est maintenant. Son auteur ne saura pas qui l’a signalé.',
    why: 'Qu’est-ce qui ne va pas\u202f?',
    reasons: {
      spam: 'De la publicité ou du bruit',
      harassment: 'Il harcèle quelqu’un',
      hate: 'Il est haineux',
      danger: 'Quelqu’un est peut-être en danger',
      other: 'Autre chose',
    },
    note: 'Quelque chose à ajouter\u202f? (facultatif)',
    noteTooLong: (over) => `${over} caractères de trop.`,
    send: 'Envoyer le signalement',
    sent: 'Merci. Le signalement est parti.',
  },
};

const roleWords = { owner: 'propriétaire', moderator: 'modérateur', member: 'membre' } as const;

const sessionOver = 'Votre session est finie. Rechargez la page et connectez-vous à nouveau.';

const day = new Intl.DateTimeFormat('fr', { dateStyle: 'long' });
const moment = new Intl.DateTimeFormat('fr', { dateStyle: 'medium', timeStyle: 'short' });

/** A span that was chosen among a few, in its largest unit. */
const span = (ms: number): string => {
  const days = Math.round(ms / 86_400_000);
  if (days >= 365) return 'un an';
  if (days > 0) return days === 1 ? 'un jour' : `${days} jours`;
  const hours = Math.round(ms / 3_600_000);
  return hours > 0 ? (hours === 1 ? 'une heure' : `${hours} heures`) : `${Math.round(ms / 60_000)} minutes`;
};

const duration = (seconds: number): string =>
  seconds < 60
    ? `${seconds} s`
    : seconds < 3600
      ? `${Math.round(seconds / 60)} min`
      : `${Math.round(seconds / 3600)} h`;
