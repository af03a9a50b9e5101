import type { Role } from '@causerie/contract';
import { commandsFor, commandTable, readLine, type CommandName } from '../../features/commands/commands.ts';
import type { CommandWords } from '../../strings/commands/CommandWords.ts';
import type { Language } from '../../strings/languages.ts';
import { CommandBar } from './CommandBar.tsx';
import { runCommand } from './runCommand.ts';

/** A command as help and completion show it. */
export interface NamedCommand {
  readonly name: CommandName;
  readonly usage: string;
  readonly hint: string;
}

export interface CommandParts {
  readonly words: CommandWords;
  readonly readLine: typeof readLine;
  readonly runCommand: typeof runCommand;
  readonly CommandBar: typeof CommandBar;
  /** What somebody of a role may type, from the one table. */
  readonly named: (role: Role | undefined) => readonly NamedCommand[];
  readonly usageOf: (name: CommandName) => string;
}

const tables: Readonly<Record<Language, () => Promise<CommandWords>>> = {
  en: async () => (await import('../../strings/commands/en.ts')).en,
  fr: async () => (await import('../../strings/commands/fr.ts')).fr,
};

/** What it takes to obey, fetched with the first slash. Rejects when it cannot be. */
export const loadCommands = async (language: Language): Promise<CommandParts> => {
  const words = await tables[language]();
  const usage = (name: CommandName): string => words.arguments[commandTable[name].argument];
  return {
    words,
    readLine,
    runCommand,
    CommandBar,
    named: (role) => commandsFor(role).map((name) => ({ name, usage: usage(name), hint: words.hints[name] })),
    usageOf: (name) => `/${name} ${usage(name)}`.trim(),
  };
};
