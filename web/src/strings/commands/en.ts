import type { CommandWords } from './CommandWords.ts';

export const en: CommandWords = {
  heading: 'What you can type',
  arguments: {
    none: '',
    text: '…',
    optionalText: '[…]',
    person: '@name',
    personAndMinutes: '@name [30 | 2h | 7d]',
  },
  hints: {
    me: 'says what you do: /me waves',
    nick: 'gives you another name',
    find: 'finds what was said in this room',
    leave: 'takes you out of this room',
    topic: 'says what this room is about',
    rename: 'gives this room another name',
    invite: 'makes a link for others to come in by',
    kick: 'puts somebody out; they may come back',
    mute: 'keeps somebody from speaking here for a while, an hour if you say nothing else',
    unmute: 'lets somebody speak again',
    ban: 'puts somebody out and keeps them out for a while, an hour if you say nothing else',
    unban: 'lets somebody come back',
    help: 'shows this list',
  },
  unknown: (name) =>
    `There is no /${name}. /help shows what there is; to send it as it is, begin with two slashes.`,
  missing: (usage) => `Something is missing: ${usage}`,
  minutes: (found, maxDays) =>
    `“${found}” is no time that works here: write minutes, or hours as 2h, or days as 7d, up to ${maxDays} days.`,
  nobody: (name) => `Nobody here is called “${name}”. Begin with @ and choose from the list.`,
  yourself: 'That would be you.',
  notYours: 'Your role in this room does not go that far.',
  line: (problem) => {
    switch (problem.code) {
      case 'empty':
        return 'There is nothing in it to be seen.';
      case 'tooLong':
        return `That has ${problem.length} characters, and ${problem.max} is the most.`;
      case 'characters':
        return 'That has characters in it that hide or turn what stands beside them. Leave them out.';
    }
  },
  done: 'Done.',
  dismiss: 'Close',
};
