import { limits, powers, type Power, type Role, roleTable } from '@causerie/contract';

/** What a command is given. `person` is the name of somebody in the room, with or without `@`. */
type Argument = 'none' | 'text' | 'optionalText' | 'person' | 'personAndMinutes';

interface CommandRow {
  readonly argument: Argument;
  /** What one must be allowed to do in the room. The page hides what the rules would refuse; they alone decide. */
  readonly power?: Power;
}

/** Every command, in the order in which help lists them. Parser, completion and help are made from this table. */
export const commandTable = {
  me: { argument: 'text' },
  nick: { argument: 'text' },
  find: { argument: 'optionalText' },
  leave: { argument: 'none' },
  topic: { argument: 'text', power: 'setTopic' },
  rename: { argument: 'text', power: 'rename' },
  invite: { argument: 'none', power: 'invite' },
  kick: { argument: 'person', power: 'kick' },
  mute: { argument: 'personAndMinutes', power: 'mute' },
  unmute: { argument: 'person', power: 'mute' },
  ban: { argument: 'personAndMinutes', power: 'ban' },
  unban: { argument: 'person', power: 'ban' },
  help: { argument: 'none' },
} as const satisfies Readonly<Record<string, CommandRow>>;

export type CommandName = keyof typeof commandTable;

export const commandNames = Object.keys(commandTable) as readonly CommandName[];

/** What somebody with this role may use; in a direct room nobody has any power over the other. */
export const commandsFor = (role: Role | undefined): readonly CommandName[] => {
  const held: readonly Power[] = role === undefined ? [] : roleTable[role].powers;
  return commandNames.filter((name) => {
    const { power }: CommandRow = commandTable[name];
    return power === undefined || (powers.includes(power) && held.includes(power));
  });
};

/** One of the commands of these names, with what it was given. */
type Given<Name extends CommandName, What> = { [Each in Name]: { readonly name: Each } & What }[Name];

export type Command =
  | Given<'me' | 'nick' | 'find' | 'topic' | 'rename', { readonly text: string }>
  | Given<'leave' | 'invite' | 'help', unknown>
  | Given<'kick' | 'unmute' | 'unban', { readonly person: string }>
  | Given<'mute' | 'ban', { readonly person: string; readonly minutes: number }>;

export type ReadLine =
  /** To be sent as it is. */
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'unknown'; readonly name: string }
  | { readonly kind: 'missing'; readonly name: CommandName; readonly argument: 'text' | 'person' }
  /** What was given in place of a number of minutes. */
  | { readonly kind: 'minutes'; readonly name: CommandName; readonly found: string; readonly max: number };

/** A restriction is at the longest this long; without a number it is this short. */
const usualMinutes = 60;
const mostMinutes = limits.restrictionMaxMs / 60_000;

const isCommandName = (word: string): word is CommandName => Object.hasOwn(commandTable, word);

const units: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['m', 1],
  ['min', 1],
  ['h', 60],
  ['d', 24 * 60],
  ['j', 24 * 60],
]);

const minutesIn = (word: string): number | undefined => {
  const [, digits = '', unit = ''] = /^(\d{1,7})([a-z]*)$/i.exec(word) ?? [];
  const factor = digits === '' ? undefined : units.get(unit.toLowerCase());
  const minutes = Number(digits) * (factor ?? Number.NaN);
  return minutes >= 1 && minutes <= mostMinutes ? minutes : undefined;
};

/** `Ana Maria 10` is a person and ten minutes; so is `Agent 7`, if nobody is called that: `isPerson` knows. */
const personAndMinutes = (
  name: 'mute' | 'ban',
  rest: string,
  isPerson: (name: string) => boolean,
): ReadLine => {
  const [, person = '', last = ''] = /^(.*\S)\s+(\S+)$/.exec(rest) ?? [];
  if (person === '' || isPerson(rest) || !/\d/.test(last))
    return { kind: 'command', command: { name, person: rest, minutes: usualMinutes } };
  const minutes = minutesIn(last);
  if (minutes === undefined) return { kind: 'minutes', name, found: last, max: mostMinutes };
  return { kind: 'command', command: { name, person, minutes } };
};

/**
 * Reads what somebody wrote: a message, or a command with what it needs. Two slashes at the beginning are one that is meant as
 * such, and a path such as `/usr/bin` is a message.
 */
export const readLine = (text: string, isPerson: (name: string) => boolean = () => false): ReadLine => {
  if (text.startsWith('//')) return { kind: 'message', text: text.slice(1) };
  const [, word = '', given = ''] = /^\/([A-Za-z]+)(?:\s+([^]*))?$/.exec(text) ?? [];
  if (word === '') return { kind: 'message', text };
  const name = word.toLowerCase();
  if (!isCommandName(name)) return { kind: 'unknown', name: word };
  const rest = given.trim();
  const person = rest.replace(/^@/, '');
  switch (name) {
    case 'leave':
    case 'invite':
    case 'help':
      return { kind: 'command', command: { name } };
    case 'find':
      return { kind: 'command', command: { name, text: rest } };
    case 'me':
    case 'nick':
    case 'topic':
    case 'rename':
      return rest === ''
        ? { kind: 'missing', name, argument: 'text' }
        : { kind: 'command', command: { name, text: rest } };
    case 'kick':
    case 'unmute':
    case 'unban':
      return person === ''
        ? { kind: 'missing', name, argument: 'person' }
        : { kind: 'command', command: { name, person } };
    case 'mute':
    case 'ban':
      return person === ''
        ? { kind: 'missing', name, argument: 'person' }
        : personAndMinutes(name, person, isPerson);
  }
};
