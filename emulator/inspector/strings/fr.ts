import { formatsOf } from './formats.ts';
import type { Strings } from './Strings.ts';

const formats = formatsOf('fr', ['o', 'ko', 'Mo', 'Go']);
const { number } = formats;

/** In French, zero is singular. */
const plural = (count: number, one: string, many: string): string =>
  `${number(count)} ${count < 2 ? one : many}`;

export const fr: Strings = {
  ...formats,
  tag: 'fr',
  title: 'Inspecteur de la base',
  skip: 'Aller au contenu',
  database: 'Base de données',
  otherDatabase: 'Une autre…',
  otherDatabaseName: 'Nom de la base',
  open: 'Ouvrir',
  noDatabase: 'Aucune base pour l’instant',
  language: 'Langue',
  lost: 'L’émulateur ne répond pas. La page reprendra d’elle-même dès qu’il répondra.',
  openToAll: (database) =>
    `Aucune règle n’est chargée pour «\u00a0${database}\u00a0»\u00a0: tout le monde peut tout lire et tout écrire.`,
  tabs: {
    data: 'Données',
    connections: 'Connexions',
    activity: 'Activité',
    denials: 'Refus',
    coverage: 'Couverture',
    rules: 'Règles',
  },
  views: 'Vues',
  cancel: 'Annuler',
  save: 'Enregistrer',
  data: {
    tree: (database) => `Données de ${database}`,
    keys: 'Les flèches parcourent et ouvrent, les lettres cherchent, Entrée modifie, Inser ajoute, F2 renomme, Suppr supprime.',
    actions: 'Que faire de l’emplacement choisi',
    selected: 'Emplacement choisi',
    goTo: 'Aller à un chemin',
    go: 'Y aller',
    notThere: (path) => `Il n’y a rien à ${path}. L’emplacement le plus proche au-dessus est choisi.`,
    add: 'Ajouter',
    edit: 'Modifier',
    rename: 'Renommer',
    remove: 'Supprimer',
    undo: 'Défaire',
    exportFile: 'Exporter',
    importFile: 'Importer',
    children: (count) => plural(count, 'enfant', 'enfants'),
    range: (first, last, count) => `${first} … ${last} (${number(count)})`,
    more: (characters) => `… ${number(characters)} caractères`,
    priority: (value) => `priorité ${value}`,
    empty: 'vide',
    waiting: 'chargement…',
    addTitle: (path) => `Ajouter un enfant à ${path}`,
    editTitle: (path) => `Modifier ${path}`,
    renameTitle: (path) => `Renommer ${path}`,
    removeAllTitle: (database) => `Supprimer tout le contenu de ${database}\u00a0?`,
    removeAll: 'Tout supprimer',
    importTitle: (path) => `Remplacer ${path} par un fichier\u00a0?`,
    importText: (file, bytesText) =>
      `Tout ce qui s’y trouve cède la place à ${file} (${bytesText}). C’est sans retour\u00a0: exportez d’abord ce que vous voulez garder.`,
    importDo: 'Remplacer',
    key: 'Clé',
    keyHint: 'Tout sauf . # $ / [ ] et les caractères de contrôle.',
    json: 'Valeur, en JSON',
    jsonHint: 'Par exemple "texte", 42, true ou {"name": "Ana"}. Un texte se met entre guillemets droits.',
    badJson: (line, column) => `Ce n’est pas du JSON\u00a0: voyez la ligne ${line}, colonne ${column}.`,
    useAsText: 'Le prendre comme texte',
    badKey: (character) => `Une clé ne peut pas contenir ${character}`,
    emptyKey: 'Une clé a au moins un caractère.',
    problem: (problem, detail) => {
      switch (problem) {
        case 'exists':
          return `Il y a déjà quelque chose à ${detail}. Choisissez une autre clé.`;
        case 'key':
          return `Cette clé est inutilisable (${detail}).`;
        case 'data':
          return `La base a refusé (${detail}).`;
        case 'gone':
          return `Il n’y a plus rien à ${detail}.`;
        case 'changed':
          return `Quelqu’un a écrit à ${detail} entre-temps\u00a0: rien n’a été changé.`;
      }
    },
    tooLarge:
      'C’est trop pour un éditeur. Modifiez ce qui est en dessous, ou exportez puis importez de nouveau.',
    saved: (path) => `${path} est enregistré.`,
    renamed: (from, to) => `${from} s’appelle maintenant ${to}.`,
    removed: (path) => `${path} est supprimé.`,
    undone: 'C’est défait.',
    imported: (file, path) => `${file} est maintenant à ${path}.`,
    exported: (file) => `Exporté sous le nom ${file}.`,
  },
  connections: {
    none: 'Personne n’est connecté à cette base.',
    shown: (shown, total) => `Les ${number(shown)} premières connexions sur ${number(total)}.`,
    caption: (database) => `Connexions à ${database}`,
    columns: {
      id: 'Client',
      transport: 'Par',
      identity: 'En tant que',
      since: 'Depuis',
      sent: 'Envoyé',
      queued: 'En attente',
      listens: 'Écoute',
    },
    transport: { webSocket: 'WebSocket', longPolling: 'requêtes longues', eventStream: 'flux d’événements' },
    owner: 'propriétaire',
    signedOut: 'personne',
    token: 'ce que les règles voient comme auth',
    listens: (count) => plural(count, 'écoute', 'écoutes'),
    query: ({ order, from, isFromIncluded, to, isToIncluded, limit, isFromEnd }) => {
      const parts: string[] = [];
      if (limit !== undefined) parts.push(`les ${number(limit)} ${isFromEnd ? 'derniers' : 'premiers'}`);
      if (order !== undefined) parts.push(`par ${order}`);
      if (from !== undefined && from === to) parts.push(`égal à ${from}`);
      else {
        if (from !== undefined) parts.push(`${isFromIncluded ? 'à partir de' : 'après'} ${from}`);
        if (to !== undefined) parts.push(`${isToIncluded ? 'jusqu’à' : 'avant'} ${to}`);
      }
      return parts.length === 0 ? 'tout' : parts.join(', ');
    },
    unknown: '–',
  },
  activity: {
    perSecond: (value) => `${value}/s`,
    ms: (value) => `${value} ms`,
    writes: 'Écritures',
    reads: 'Lectures et écoutes',
    pushes: 'Envois aux écoutes',
    denials: 'Refus',
    latency: 'Durée d’une écriture',
    latencyHint: 'trait\u00a0: la moitié a pris moins\u00a0; tirets\u00a0: 95\u00a0% ont pris moins',
    connections: 'Connexions',
    memory: 'Mémoire',
    lag: 'Retard',
    lagHint:
      'celui d’un minuteur\u00a0: quelques millisecondes sont normales, plus, c’est trop de travail d’un coup',
    plot: (title, now, most) => `${title}, cinq dernières minutes\u00a0: ${now} maintenant, ${most} au plus`,
    minutes: 'il y a 5 min',
    now: 'maintenant',
    waiting: 'Les premiers chiffres arrivent dans la seconde.',
    databases: 'Bases de données',
    columns: {
      name: 'Nom',
      rules: 'Règles',
      connections: 'Connexions',
      listens: 'Écoutes',
      reads: 'Lectures',
      writes: 'Écritures',
      denials: 'Refus',
    },
    rulesLoaded: 'chargées',
    rulesMissing: 'aucune',
    metrics: 'Tous les chiffres, pour Prometheus',
  },
  denials: {
    none: 'Rien n’a été refusé.',
    noneHint: 'Quand les règles refusent une requête, elle apparaît ici avec la règle et ce qu’elle a vu.',
    read: 'Lecture',
    write: 'Écriture',
    by: 'par',
    as: 'avec auth',
    line: (line, column) => `ligne ${line}, colonne ${column}`,
    isFalse: 'est faux',
    failed: 'échoue',
    values: 'Ce qu’elle a vu',
    part: 'Partie',
    is: 'Valeur',
    noRule: 'Aucune règle n’est là pour l’autoriser.',
    because: 'à cause de',
  },
  coverage: { frame: 'Ce que les parties des règles ont donné', openAlone: 'Ouvrir le rapport à part' },
  rules: {
    text: (database) => `Règles de ${database}`,
    none: (database) =>
      `Aucune règle n’est chargée pour «\u00a0${database}\u00a0». En attendant, celles-ci valent\u00a0: tout le monde peut tout faire.`,
  },
};
