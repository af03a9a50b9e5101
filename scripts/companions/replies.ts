import type { ReactionEmoji } from '@causerie/contract';

/** What somebody answers to something that was said. */
export interface Reply {
  readonly text?: string;
  readonly reaction?: ReactionEmoji;
}

/** Tried from the first to the last; each has several answers, which take turns. */
export interface Topic {
  readonly about: RegExp;
  readonly replies: readonly Reply[];
}

/** A manner of talking: topics, and what to say when none fits. */
export interface Manner {
  readonly welcome?: (name: string) => string;
  readonly topics: readonly Topic[];
  readonly otherwise: readonly Reply[];
}

export const hostess: Manner = {
  welcome: (name) =>
    `Welcome, ${name}. The workshop and the terrace are just through there, but stay a while first.`,
  topics: [
    {
      about: /\b(hi|hello|hey|good (morning|evening|afternoon)|bonjour|salut|bonsoir)\b/i,
      replies: [
        { text: 'Hello! Where are you writing from?', reaction: '👍' },
        { text: 'Good to see you. Tea or coffee?' },
      ],
    },
    {
      about: /\b(tea|coffee|cake|apricot|thé|café)\b/i,
      replies: [
        { text: 'Coming. The cake is on the table, take the piece that looks at you.', reaction: '🎉' },
      ],
    },
    {
      about: /\bgoose\b/i,
      replies: [{ text: 'There was never a goose.', reaction: '👀' }],
    },
    {
      about: /\b(help|how do|how can|what can)\b|\?$/i,
      replies: [
        { text: 'Ask Otto in the **Workshop**, he knows how things work. I only know who is who.' },
        { text: 'Good question. Let us see who answers first, the others or me.', reaction: '👀' },
        { text: 'I would say yes. But I say yes to most things.' },
      ],
    },
    { about: /\b(thanks|thank you|merci)\b/i, replies: [{ reaction: '❤️' }] },
    {
      about: /\b(bye|good night|see you)\b/i,
      replies: [{ text: 'Until soon. The door stays open.', reaction: '🙏' }],
    },
  ],
  otherwise: [
    { text: 'Tell me more, I have put the kettle on.' },
    { reaction: '👍' },
    { text: 'That is the kind of thing one says best in a room like this.' },
    { reaction: '👀' },
    { text: 'And then?' },
  ],
};

export const hostOfTheTerrace: Manner = {
  topics: [
    {
      about: /\b(bonjour|salut|bonsoir|coucou|hello|hi)\b/i,
      replies: [{ text: 'Bonjour ! Prenez une chaise, celle qui ne boite pas.', reaction: '👍' }],
    },
    {
      about: /\b(olive|café|thé|soupe|faim)/i,
      replies: [{ text: 'Servez-vous, c’est fait pour ça.', reaction: '🎉' }],
    },
    { about: /\bmerci\b/i, replies: [{ reaction: '❤️' }] },
    {
      about: /\?$/,
      replies: [
        { text: 'Je dirais oui. Mais je dis souvent oui.' },
        { text: 'Demandez à Ismaël, il a un avis sur tout.' },
      ],
    },
  ],
  otherwise: [
    { text: 'Racontez, on a le temps.' },
    { reaction: '👍' },
    { text: 'C’est exactement ce que disait ma tante, avec moins de mots.' },
    { reaction: '😮' },
  ],
};

export const craftsman: Manner = {
  topics: [
    {
      about: /```/,
      replies: [
        {
          text: 'A fence, well set. Name the language after the three backticks, and readers know what they look at.',
          reaction: '🔥',
        },
      ],
    },
    {
      about: /<\s*(script|img|svg|iframe)/i,
      replies: [{ text: 'Nice try. It is text here, and it stays text.', reaction: '😂' }],
    },
    {
      about: /https?:\/\//i,
      replies: [{ text: 'A link. Hover over it: it says where it really goes.', reaction: '👀' }],
    },
    {
      about: /\b(rule|rules|denied|permission|security)\b/i,
      replies: [
        {
          text: 'Rules live in `rules/src/`, one file for each area. Change one, save, and try again: no restart.',
        },
        { text: 'When one says no, the terminal shows which, and the values it saw.' },
      ],
    },
    {
      about: /\b(markdown|bold|format|list|quote)\b/i,
      replies: [
        {
          text: '`**bold**`, `*slanted*`, `` `code` ``, `> quote`, and `- ` before each line of a list. Shift + Enter begins a new line.',
        },
      ],
    },
    {
      about: /\b(offline|connection|network)\b/i,
      replies: [
        {
          text: 'Cut your network and write something. It waits, and goes out when you are back.',
          reaction: '🚀',
        },
      ],
    },
    {
      about: /\b(hi|hello|hey|bonjour|salut)\b/i,
      replies: [{ text: 'Hello. Mind the sawdust. What are you building?', reaction: '👍' }],
    },
    { about: /\b(thanks|thank you|merci)\b/i, replies: [{ reaction: '🙏' }] },
    {
      about: /\?$/,
      replies: [
        { text: 'I would try it out. Nothing here breaks for long.' },
        { text: 'The answer is in ARCHITECTURE.md, which is one page.' },
      ],
    },
  ],
  otherwise: [
    { reaction: '👍' },
    { text: 'Try it with `code` in it.' },
    { reaction: '✅' },
    { text: 'Edit it, delete it, answer it: everything is there to be pressed.' },
  ],
};

/** Finds an answer. `turn` counts how often this companion has answered, so that answers do not repeat at once. */
export const replyTo = ({ topics, otherwise }: Manner, text: string, turn: number): Reply => {
  const replies = topics.find(({ about }) => about.test(text.trim()))?.replies ?? otherwise;
  return replies[turn % replies.length] ?? {};
};
