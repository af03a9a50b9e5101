import type { ActionWords } from './ActionWords.ts';

const list = new Intl.ListFormat('fr', { type: 'conjunction' });

export const fr: ActionWords = {
  reactions: 'Réactions',
  react: 'Réagir',
  reactWith: (emoji) => `Réagir avec ${emoji}`,
  reaction: (emoji, names, more, isMine) =>
    `${emoji} ${list.format([
      ...(isMine ? ['vous'] : []),
      ...names,
      ...(more > 0 ? [more === 1 ? '1 autre personne' : `${more} autres personnes`] : []),
    ])}`,
  notDone: 'Rien n’a été fait.',
  dismiss: 'Fermer',
  readBy: (count) => `Lu par ${count}`,
  readByNames: (names, more) =>
    `Lu par ${list.format([...names, ...(more > 0 ? [more === 1 ? '1 autre personne' : `${more} autres personnes`] : [])])}`,
  reply: 'Répondre',
  quote: 'Citer',
  replyingTo: (name) => `Réponse à ${name}`,
  cancelReply: 'Annuler la réponse',
  inReplyTo: (name) => `En réponse à ${name}\u202f:`,
  originalDeleted: 'Le message d’origine a été supprimé.',
  originalGone: 'Le message d’origine n’existe plus.',
  originalBlocked: 'C’est une réponse à quelqu’un que vous avez bloqué.',
  edit: 'Modifier',
  editing: 'Modification de votre message',
  editLabel: 'Votre message, à modifier',
  cancelEdit: 'Annuler la modification',
  save: 'Enregistrer',
  saving: 'Enregistrement…',
  commandInThread:
    'Des commandes, seule /me vaut dans un fil. Les autres se donnent sous la conversation ; deux barres commencent un message par une barre.',
  nothingLeft: 'Il ne reste rien à dire.',
  removeEmptied: 'Supprimer',
  remove: 'Supprimer le message',
  removeTheirs: (name) => `Supprimer le message de ${name}`,
  removed: 'Message supprimé.',
  undo: 'Annuler',
  thread: 'Fil',
  openThread: 'Répondre dans un fil',
  replies: (count) => (count === 1 ? '1 réponse' : `${count} réponses`),
  closeThread: 'Fermer le fil',
  threadLabel: 'Répondre dans le fil',
  earlierReplies: 'Réponses précédentes',
  noReplies: 'Pas encore de réponse.',
  loadingThread: 'On va chercher les réponses…',
  threadUnreachable: 'Les réponses sont hors d’atteinte.',
};
