import { isMessageId, isRoomId } from '@causerie/contract';
import type { Placement } from './placeHtml.ts';
import type { Rendering } from './renderMessage.ts';

/** Where a handler writes what it did. Entries hold ids, sizes, durations and outcomes; never what people wrote. */
export interface Log {
  info(message: string, entry: Readonly<Record<string, unknown>>): void;
  warn(message: string, entry: Readonly<Record<string, unknown>>): void;
  error(message: string, entry: Readonly<Record<string, unknown>>): void;
}

export interface MessageTextDeps {
  /** Loads what rendering needs, the first time; then renders. */
  render(text: string): Promise<Rendering>;
  /** Milliseconds of a clock that only runs forward. */
  nowMs(): number;
  readonly log: Log;
}

/** One change of `messages/{roomId}/{messageId}/text`. */
export interface MessageTextChange {
  readonly roomId: string;
  readonly messageId: string;
  /** What is stored now; `null` when it was removed. */
  readonly text: unknown;
  /** Stores html for exactly this text; `null` takes away what an earlier text left there. */
  place(text: string, html: string | null): Promise<Placement>;
}

const since = (deps: MessageTextDeps, startMs: number): number =>
  Math.round((deps.nowMs() - startMs) * 10) / 10;

/**
 * Gives a message its html. Safe to run twice and out of order. Never throws: a failed event is not delivered again (retry is off), and
 * a rejection would only end the process. Without html the page shows the text as it is, so nothing is lost.
 */
export const handleMessageText = async (deps: MessageTextDeps, change: MessageTextChange): Promise<void> => {
  const { roomId, messageId, text } = change;
  if (text === null || text === undefined) return;
  // Rules let no client write under other names. They are not logged, because nothing bounds what they hold.
  if (!isRoomId(roomId) || !isMessageId(messageId))
    return deps.log.warn('message skipped', { outcome: 'foreign_id' });
  if (typeof text !== 'string')
    return deps.log.warn('message skipped', { roomId, messageId, outcome: 'not_text' });

  const startMs = deps.nowMs();
  const about = { roomId, messageId, textLength: text.length };
  try {
    const rendering = await deps.render(text);
    const renderMs = since(deps, startMs);
    const html = 'html' in rendering ? rendering.html : null;
    const outcome = await change.place(text, html);
    const durations = { renderMs, totalMs: since(deps, startMs) };
    if ('html' in rendering) {
      deps.log.info('message rendered', {
        ...about,
        outcome,
        htmlLength: rendering.html.length,
        ...durations,
      });
      return;
    }
    // A text over some bound is ordinary; one that breaks a parser is for us to look into.
    const level = rendering.refused.reason === 'failed' ? 'warn' : 'info';
    deps.log[level]('message stays plain', {
      ...about,
      outcome: 'refused',
      ...rendering.refused,
      ...durations,
    });
  } catch (error) {
    // The database or the installation failed. Only the kind is logged: messages of errors may quote what they were about.
    const kind = error instanceof Error ? error.name : typeof error;
    deps.log.error('message not rendered', {
      ...about,
      outcome: 'error',
      error: kind,
      totalMs: since(deps, startMs),
    });
  }
};
