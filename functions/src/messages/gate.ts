import { limits } from '@causerie/contract';

export type GateRefusal = 'too_long' | 'too_dense';

/**
 * What Markdown gives meaning to. A parser looks ahead from each of these, so the worst texts are made of little else, and half of
 * the longest message is more than code needs: a page of minified script has about one in five.
 */
const marks = /[[\]()*_~`<>\\]/g;
export const maxMarks = limits.messageText / 2;

/**
 * Decides by counting, before anything parses, whether a text is worth parsing. A text that is turned away here is shown as plain text.
 * Nesting is bounded further on, where it is known: quotes and lists by `blocks.ts`, everything else by `toHtml.ts`, both before
 * the HTML parser, whose cost grows with the square of the depth.
 */
export const gate = (text: string): GateRefusal | undefined => {
  if (text.length > limits.messageText) return 'too_long';
  if ((text.match(marks)?.length ?? 0) > maxMarks) return 'too_dense';
  return undefined;
};
