import { limits } from './limits.ts';
import { visible } from './visible.ts';

export type MessageTextProblem =
  { readonly code: 'empty' } | { readonly code: 'too_long'; readonly length: number; readonly max: number };

/**
 * Prepares typed text for sending: line ends become `\n` and the blank ends go. Everything between stays as typed,
 * because code, generics and arrows are ordinary chat here.
 */
export const prepareMessageText = (typed: string): string => typed.replace(/\r\n?/g, '\n').trim();

/** What is wrong with a prepared text, or nothing. Lengths are UTF-16 code units, as rules count them. */
export const messageTextProblem = (text: string): MessageTextProblem | undefined => {
  if (!visible.test(text)) return { code: 'empty' };
  if (text.length > limits.messageText)
    return { code: 'too_long', length: text.length, max: limits.messageText };
  return undefined;
};
