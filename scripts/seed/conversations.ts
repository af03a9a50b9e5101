import { firstRoomId, type ReactionEmoji } from '@causerie/contract';
import type { SeededUid } from './cast.ts';

/** Something that was said before the first visitor came. */
export interface Line {
  /** A moment of an earlier day, in local time, or so many minutes before the seeding. */
  readonly when:
    { readonly daysAgo: number; readonly at: `${number}:${number}` } | { readonly minutesAgo: number };
  readonly by: SeededUid;
  /** `undefined`: deleted since. */
  readonly text: string | undefined;
  /** By which a later line refers to this one. */
  readonly label?: string;
  /** The label of the line that this one answers. */
  readonly replyTo?: string;
  readonly reactions?: Readonly<Partial<Record<ReactionEmoji, readonly SeededUid[]>>>;
  readonly editedAfterMinutes?: number;
}

export interface Conversation {
  readonly roomId: string;
  readonly name: string;
  readonly topic: string;
  readonly owner: SeededUid;
  readonly moderators: readonly SeededUid[];
  readonly members: readonly SeededUid[];
  /** Oldest first. */
  readonly lines: readonly Line[];
}

const on = (daysAgo: number, at: `${number}:${number}`): Line['when'] => ({ daysAgo, at });
const ago = (minutesAgo: number): Line['when'] => ({ minutesAgo });

const lobby: Conversation = {
  roomId: firstRoomId,
  name: 'Lobby',
  topic: 'Everyone passes through here. Say hello.',
  owner: 'seedColette',
  moderators: ['seedOtto'],
  members: ['seedMaya', 'seedIsmael', 'seedJune'],
  lines: [
    {
      when: on(3, '17:42'),
      by: 'seedColette',
      text: 'The kettle is on and the door is open. Come in, sit anywhere.',
    },
    { when: on(3, '17:44'), by: 'seedMaya', text: 'Is there a seat by the window?', label: 'window' },
    {
      when: on(3, '17:44'),
      by: 'seedColette',
      text: 'There is now. 🪟',
      replyTo: 'window',
      reactions: { '❤️': ['seedMaya'] },
    },
    {
      when: on(3, '17:58'),
      by: 'seedIsmael',
      text: 'Bonsoir ! I will mostly listen today, the trains have worn me out.',
    },
    {
      when: on(3, '18:01'),
      by: 'seedJune',
      text: 'Listening is half of talking. Some would say the better half.',
      reactions: { '👍': ['seedIsmael', 'seedMaya', 'seedColette'], '😂': ['seedOtto'] },
    },
    {
      when: on(2, '09:12'),
      by: 'seedOtto',
      text: 'Morning. For whoever reads this later: the workshop next door is the place to try **bold**, `code` and the rest. Here we only pretend to be quiet.',
      label: 'workshop',
    },
    { when: on(2, '09:20'), by: 'seedJune', text: 'What happens if I send six messages in a row?' },
    {
      when: on(2, '09:21'),
      by: 'seedOtto',
      text: 'The sixth waits its turn. Five in any ten seconds, and the database itself counts, so no trick in the page helps.',
      reactions: { '👀': ['seedJune', 'seedMaya'] },
    },
    { when: on(2, '09:23'), by: 'seedJune', text: 'I tried tricks.', label: 'tricks' },
    {
      when: on(2, '09:23'),
      by: 'seedJune',
      text: 'They do not help.',
      reactions: { '😂': ['seedOtto', 'seedColette', 'seedIsmael', 'seedMaya'] },
    },
    {
      when: on(2, '20:31'),
      by: 'seedMaya',
      text: 'Whose turn is it to bring the cake on Thursday?',
      label: 'cake',
    },
    {
      when: on(2, '20:40'),
      by: 'seedIsmael',
      text: 'Mine. Apricots, unless someone objects before noon.',
      replyTo: 'cake',
      reactions: { '🎉': ['seedMaya', 'seedJune'] },
      editedAfterMinutes: 3,
    },
    { when: on(1, '08:05'), by: 'seedColette', text: undefined },
    {
      when: on(1, '08:06'),
      by: 'seedColette',
      text: 'That was meant for my sister. Please forget the thing about the goose.',
    },
    { when: on(1, '08:09'), by: 'seedOtto', text: 'What goose?', reactions: { '🙏': ['seedColette'] } },
    {
      when: on(1, '18:30'),
      by: 'seedIsmael',
      text: 'The cake is in the kitchen. There were eight pieces a minute ago.',
    },
    {
      when: on(1, '18:33'),
      by: 'seedJune',
      text: 'There are now five. I am conducting an inquiry, and my mouth is full.',
      reactions: { '😂': ['seedMaya', 'seedIsmael'] },
    },
    { when: ago(96), by: 'seedMaya', text: 'Rain all morning here. Good day for a long conversation.' },
    {
      when: ago(94),
      by: 'seedColette',
      text: 'Then the door stays open. Whoever comes in next: hello, and tell us where you are writing from.',
      reactions: { '👍': ['seedMaya'] },
    },
  ],
};

const workshop: Conversation = {
  roomId: 'workshop',
  name: 'Workshop',
  topic: 'Try things out: bold, code, lists, links.',
  owner: 'seedOtto',
  moderators: ['seedMaya'],
  members: ['seedColette', 'seedJune'],
  lines: [
    {
      when: on(2, '10:02'),
      by: 'seedOtto',
      text: 'What you type is Markdown, and it stays as typed in the database. A function makes it presentable:\n\n- **bold** with `**two stars**`\n- *slanted* with `*one*`\n- `code` between backticks',
      reactions: { '👍': ['seedMaya', 'seedJune'] },
    },
    {
      when: on(2, '10:06'),
      by: 'seedMaya',
      text: "Longer code wants a fence:\n\n```ts\nconst greet = (name: string): string => `Hello, ${name}!`;\n\nconsole.log(greet('workshop'));\n```",
      reactions: { '🔥': ['seedOtto'] },
    },
    {
      when: on(2, '10:08'),
      by: 'seedJune',
      text: 'And what if I write `<img src=x onerror=alert(1)>` without the backticks?',
      label: 'xss',
    },
    { when: on(2, '10:08'), by: 'seedJune', text: '<img src=x onerror=alert(1)>' },
    {
      when: on(2, '10:09'),
      by: 'seedOtto',
      text: 'Then you have written those twenty-eight characters. Nothing else happens, twice: once on the server, once more in the browser.',
      replyTo: 'xss',
      reactions: { '✅': ['seedJune', 'seedMaya'] },
    },
    {
      when: on(2, '10:15'),
      by: 'seedColette',
      text: 'My nephew asks whether `List<String>` and a < b && c > d survive.',
    },
    {
      when: on(2, '10:16'),
      by: 'seedMaya',
      text: 'They do: List<String>, a < b && c > d, <me@example.org>. All as typed.',
      reactions: { '🎉': ['seedColette'] },
    },
    {
      when: on(1, '15:40'),
      by: 'seedMaya',
      text: 'Links show where they really go: [the Firebase rules reference](https://firebase.google.com/docs/reference/security/database).',
    },
    {
      when: on(1, '15:52'),
      by: 'seedOtto',
      text: '> The best part of a workshop is the noise.\n\nQuoting works, too. And lists with numbers:\n\n1. open a second window\n2. choose another name\n3. talk to yourself, in public',
      label: 'noise',
    },
    {
      when: on(1, '15:58'),
      by: 'seedJune',
      text: 'I have done worse on a Sunday.',
      replyTo: 'noise',
      reactions: { '😂': ['seedOtto', 'seedMaya', 'seedColette'] },
    },
    {
      when: ago(140),
      by: 'seedJune',
      text: 'When a write is refused, the terminal says which rule said no, and which part of it. I learned more rules in an hour than in a year.',
    },
    {
      when: ago(138),
      by: 'seedOtto',
      text: 'Edit `rules/src/`, save, and they are in force while you chat. Ask me something, I am at the bench.',
      reactions: { '🚀': ['seedJune'] },
    },
  ],
};

const terrace: Conversation = {
  roomId: 'terrasse',
  name: 'Terrasse',
  topic: 'Ici on parle français, de préférence au soleil.',
  owner: 'seedIsmael',
  moderators: ['seedColette'],
  members: ['seedMaya', 'seedJune'],
  lines: [
    { when: on(2, '12:10'), by: 'seedIsmael', text: 'J’ai sorti deux chaises et un parasol. Qui vient ?' },
    {
      when: on(2, '12:14'),
      by: 'seedColette',
      text: 'J’apporte les olives. Et un mot croisé que personne ne finira.',
      reactions: { '❤️': ['seedIsmael', 'seedMaya'] },
    },
    {
      when: on(2, '12:31'),
      by: 'seedMaya',
      text: 'Sept lettres, « se fait à plusieurs et sans ordre du jour » ?',
      label: 'croise',
    },
    {
      when: on(2, '12:32'),
      by: 'seedIsmael',
      text: 'Causerie. Huit lettres, hélas.',
      replyTo: 'croise',
      reactions: { '😂': ['seedMaya', 'seedColette'], '👍': ['seedJune'] },
    },
    {
      when: on(1, '13:05'),
      by: 'seedJune',
      text: 'Mon français est **très** approximatif, corrigez-moi sans pitié.',
    },
    { when: on(1, '13:06'), by: 'seedColette', text: 'Jamais de pitié, toujours du café. ☕' },
    {
      when: on(1, '13:20'),
      by: 'seedIsmael',
      text: 'Le menu de demain :\n\n1. soupe au pistou\n2. rien d’autre, il fera trop chaud',
      reactions: { '🙏': ['seedJune'] },
    },
    { when: ago(61), by: 'seedMaya', text: 'Il pleut. La terrasse se tient donc sous le parasol, à quatre.' },
    {
      when: ago(58),
      by: 'seedColette',
      text: 'On se serre. La place est libre à côté de moi.',
      reactions: { '👍': ['seedIsmael'] },
    },
  ],
};

/** The rooms a new tree begins with, in the order of the directory. */
export const conversations: readonly Conversation[] = [lobby, workshop, terrace];
