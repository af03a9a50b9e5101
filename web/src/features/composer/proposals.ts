import type { Emoji } from '../../ui/emoji/emojiTable.ts';
import { searchEmoji } from '../../ui/emoji/searchEmoji.ts';
import { fold } from '../../ui/fold.ts';
import type { Token } from './completion.ts';

/** What a beginning could become. */
export interface Proposal {
  readonly id: string;
  /** What is shown first, such as the emoji itself. */
  readonly sign?: string;
  readonly label: string;
  readonly detail?: string;
  /** What takes the place of the beginning. */
  readonly text: string;
}

export interface NamedCommand {
  readonly name: string;
  /** What it needs, such as `person`. */
  readonly usage: string;
  readonly hint: string;
}

export interface ProposalSources {
  /** Of the people in the room, without one's own. */
  readonly names: readonly string[];
  readonly commands: readonly NamedCommand[];
  /** Empty until they have been fetched. */
  readonly emoji: readonly Emoji[];
}

const mostProposals = 8;

const people = (query: string, names: readonly string[]): readonly Proposal[] => {
  const wanted = fold(query);
  return names
    .filter((name) => fold(name).startsWith(wanted) || fold(name).includes(` ${wanted}`))
    .toSorted((one, other) => Number(fold(other).startsWith(wanted)) - Number(fold(one).startsWith(wanted)))
    .map((name) => ({ id: `person-${name}`, label: name, text: `@${name}` }));
};

/** The most fitting first, and no more than fit beside a conversation. */
export const proposalsFor = (
  { kind, query }: Token,
  { names, commands, emoji }: ProposalSources,
): readonly Proposal[] => {
  switch (kind) {
    case 'person':
      return people(query, names).slice(0, mostProposals);
    case 'emoji':
      return searchEmoji(emoji, query, mostProposals).map(({ sign, label, shortNames }) => ({
        id: `emoji-${sign}`,
        sign,
        label,
        ...(shortNames[0] !== undefined && { detail: `:${shortNames[0]}:` }),
        text: sign,
      }));
    case 'command':
      // They are few, and whoever types a slash wants to see what there is.
      return commands
        .filter(({ name }) => name.startsWith(query.toLowerCase()))
        .map(({ name, usage, hint }) => ({
          id: `command-${name}`,
          label: `/${name} ${usage}`.trim(),
          detail: hint,
          text: `/${name}`,
        }));
  }
};
