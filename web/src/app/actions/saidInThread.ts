import { actionMark } from '@causerie/contract';
import { readLine } from '../../features/commands/commands.ts';

/** The message that somebody means by what they wrote in a thread. `undefined`: a command that is for a room. */
export const saidInThread = (text: string): string | undefined => {
  const line = readLine(text);
  if (line.kind === 'message') return line.text;
  return line.kind === 'command' && line.command.name === 'me'
    ? `${actionMark}${line.command.text}`
    : undefined;
};
