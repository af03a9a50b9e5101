import type { ScreenStrings } from './ScreenStrings.ts';

export const en: ScreenStrings = {
  browse: {
    heading: 'Public rooms',
    search: 'Search by name or topic',
    searched: (fetched) => `Looks through the first ${fetched} rooms. Show more to look further.`,
    loading: 'Fetching rooms…',
    found: (count) => (count === 1 ? '1 room' : `${count} rooms`),
    none: 'There is no public room yet. Open the first one.',
    noMatch: 'No room with these words.',
    failed: 'The list could not be fetched. Check the connection and try again.',
    tryAgain: 'Try again',
    more: 'Show more',
    create: 'Open a new room',
    open: 'Open',
    join: 'Join',
  },
  newRoom: {
    heading: 'A new room',
    name: 'Name',
    nameHint: (max) => `At most ${max} characters.`,
    topic: 'Topic',
    topicHint: 'What it is about, in a few words.',
    problem: (problem) => {
      switch (problem.code) {
        case 'empty':
          return 'Please write something here.';
        case 'characters':
          return 'Please leave out characters that cannot be seen, stack up or turn the line around.';
        case 'tooLong':
          return `That is too long: ${problem.length} characters, and ${problem.max} is the most.`;
      }
    },
    who: 'Who can come in?',
    public: 'Everybody',
    publicHint: 'Listed for all. Anyone may join and read what was said.',
    private: 'Only those you invite',
    privateHint: 'Listed nowhere. You make an invite link and pass it on.',
    create: 'Open the room',
    creating: 'Opening…',
  },
  aboutRoom: {
    heading: 'About this room',
    loading: 'Looking it up…',
    gone: 'This room is not there any more, or you are not in it.',
    kindLabel: 'Open to',
    kinds: {
      public: 'everybody',
      private: 'those who were invited',
      direct: 'the two of you',
    },
    topicLabel: 'Topic',
    roleLabel: 'You are',
    roles: { owner: 'its owner', moderator: 'a moderator', member: 'a member' },
    settings: 'Settings',
    pace: 'Slow mode',
    paceHint: 'How long members wait between two messages. Owner and moderators need not.',
    noPause: 'Off',
    pause: (seconds) => `${duration(seconds)} between messages`,
    save: 'Save',
    saved: 'Saved.',
    out: 'Leave',
    leave: 'Leave the room',
    leaveQuestion: (kind) => {
      switch (kind) {
        case 'public':
          return 'It disappears from your list. What you wrote stays. You can join again at any time.';
        case 'private':
          return 'It disappears from your list. What you wrote stays. To come back you need a new invite.';
        case 'direct':
          return 'It disappears from your list, and stays in the other person’s. You can open it again from their card.';
      }
    },
    leaveYes: 'Leave',
    stay: 'Stay',
    ownerStays: 'The room is yours. Hand it over to a member first, from their card, or close it.',
  },
  me: {
    heading: 'You',
    color: 'Colour',
    colors: [
      'red',
      'orange',
      'amber',
      'olive',
      'green',
      'teal',
      'cyan',
      'sky blue',
      'blue',
      'violet',
      'purple',
      'pink',
    ],
    save: 'Save',
    saved: 'Saved.',
  },
};

const duration = (seconds: number): string =>
  seconds < 60
    ? `${seconds} s`
    : seconds < 3600
      ? `${Math.round(seconds / 60)} min`
      : `${Math.round(seconds / 3600)} h`;
