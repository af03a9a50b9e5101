import { isMessageId, isRoomId, paths } from '@causerie/contract';
import * as logger from 'firebase-functions/logger';
import { onValueWritten } from 'firebase-functions/v2/database';
import { watchFlood } from '../abuse/watchFlood.ts';
import { reported } from '../reported.ts';
import { treeOf } from '../tree/openTree.ts';
import { handleMessageText, type MessageTextDeps } from './handleMessageText.ts';
import { placeHtml } from './placeHtml.ts';
import { removeReactions } from './removeReactions.ts';
import { renderMessage } from './renderMessage.ts';
import { loadSanitizer } from './sanitizeHtml.ts';

const deps: MessageTextDeps = {
  render: async (text) => renderMessage(text, await loadSanitizer()),
  nowMs: () => performance.now(),
  log: logger,
};

/**
 * Gives every message its `html`, when it is sent and when it is edited; looks whether its author floods; and takes the reactions away with
 * a text that was deleted. It listens to `text` alone and writes elsewhere, so no write of its own can call it again.
 */
export const onMessageWritten = onValueWritten(
  {
    ref: paths.messageText.pattern,
    // A trigger must live where its database lives, and the default database of a new project lives here.
    region: 'us-central1',
    // A text that breaks the function once breaks it every time, and a message without html is readable.
    retry: false,
    // jsdom and the Firebase SDKs stay around 200 MB.
    memory: '512MiB',
    cpu: 1,
    // Rendering takes about a millisecond, the rest is waiting for the database.
    concurrency: 20,
    maxInstances: 10,
    timeoutSeconds: 30,
  },
  async (event) => {
    const { before, after } = event.data;
    const { roomId, messageId } = event.params;
    const isOurs = isRoomId(roomId) && isMessageId(messageId);
    // Together and not in functions of their own, each of which would be one more process per message. None of them rejects.
    await Promise.all([
      handleMessageText(deps, {
        roomId,
        messageId,
        text: after.val() as unknown,
        place: (text, html) => {
          // The reference of the event belongs to the database instance that sent it; the default app may point to another.
          const message = after.ref.parent;
          if (message === null) throw new Error('The text of a message has no parent.');
          return placeHtml(message, text, html);
        },
      }),
      isOurs &&
        !before.exists() &&
        reported('flood watched', { roomId, messageId }, () =>
          watchFlood(treeOf(event), { roomId, messageId }, Date.now()),
        ),
      isOurs &&
        !after.exists() &&
        reported('reactions removed', { roomId, messageId }, () =>
          removeReactions(treeOf(event), { roomId, messageId }),
        ),
    ]);
  },
);

// FUNCTION_TARGET names the one function that this process will run. While functions are merely listed it is not set, and then jsdom
// would cost a second for nothing; set, loading begins together with the instance instead of with the first message. A failure
// shows up there.
if (process.env['FUNCTION_TARGET'] === 'onMessageWritten') loadSanitizer().catch(() => undefined);
