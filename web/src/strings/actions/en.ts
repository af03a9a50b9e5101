import type { ActionWords } from './ActionWords.ts';

const list = new Intl.ListFormat('en', { type: 'conjunction' });

export const en: ActionWords = {
  reactions: 'Reactions',
  react: 'React',
  reactWith: (emoji) => `React with ${emoji}`,
  reaction: (emoji, names, more, isMine) =>
    `${emoji} ${list.format([
      ...(isMine ? ['you'] : []),
      ...names,
      ...(more > 0 ? [more === 1 ? '1 more' : `${more} more`] : []),
    ])}`,
  notDone: 'Not done.',
  dismiss: 'Dismiss',
  readBy: (count) => `Read by ${count}`,
  readByNames: (names, more) =>
    `Read by ${list.format([...names, ...(more > 0 ? [more === 1 ? '1 more' : `${more} more`] : [])])}`,
  reply: 'Reply',
  quote: 'Quote',
  replyingTo: (name) => `Replying to ${name}`,
  cancelReply: 'Cancel the reply',
  inReplyTo: (name) => `In reply to ${name}:`,
  originalDeleted: 'The message it answers was deleted.',
  originalGone: 'The message it answers is not there any more.',
  originalBlocked: 'It answers somebody you have blocked.',
  edit: 'Edit',
  editing: 'Editing your message',
  editLabel: 'Your message, to be changed',
  cancelEdit: 'Cancel editing',
  save: 'Save',
  saving: 'Saving…',
  commandInThread:
    'Of the commands, only /me works in a thread. The others go into the field under the conversation; two slashes begin a message with one.',
  nothingLeft: 'There is nothing left to say.',
  removeEmptied: 'Delete it',
  remove: 'Delete the message',
  removeTheirs: (name) => `Delete the message of ${name}`,
  removed: 'Message deleted.',
  undo: 'Undo',
  thread: 'Thread',
  openThread: 'Reply in a thread',
  replies: (count) => (count === 1 ? '1 reply' : `${count} replies`),
  closeThread: 'Close the thread',
  threadLabel: 'Reply in the thread',
  earlierReplies: 'Earlier replies',
  noReplies: 'No replies yet.',
  loadingThread: 'Fetching the replies…',
  threadUnreachable: 'The replies are out of reach.',
};
