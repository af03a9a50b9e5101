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
  account: {
    heading: 'Account',
    returning: 'Welcome back',
    email: 'E-mail',
    password: 'Password',
    passwordHint: 'At least 6 characters; longer is better.',
    bothNeeded: 'Please fill in both the e-mail address and the password.',
    signIn: 'Sign in',
    forgot: 'I forgot my password',
    resetNeedsEmail: 'Write your e-mail address above first.',
    resetSent: (email) => `If ${email} has an account here, a message with a link is on its way to it.`,
    google: 'Continue with Google',
    googleWaiting: 'Waiting for Google. Cancel',
    googleEmulated:
      'No Google here: the emulator stands in for it. Write any e-mail address above, leave the password empty, and press again.',
    googleDeclined: 'Google did not say who you are. Try again, or use e-mail and password.',
    windowBlocked: 'The browser blocked the window for Google. Allow windows for this page and try again.',
    problem: (problem, isNew) => {
      switch (problem) {
        case 'unreachable':
          return 'The sign-in service cannot be reached. Check your connection and try again.';
        case 'badEmail':
          return 'That is not an e-mail address. It looks like name@example.org.';
        case 'wrongPassword':
          return isNew
            ? 'That was not accepted. Check what you wrote and try again.'
            : 'E-mail and password do not belong together. Check both, or have a new password sent.';
        case 'weakPassword':
          return 'That password is too easy to guess. Use at least 6 characters, better more.';
        case 'taken':
          return isNew
            ? 'There is an account with this address already. Use another address, or sign out here and sign in to that account; what you did as a guest stays under your guest name.'
            : 'This address belongs to an account with another way to sign in. Use that one.';
        case 'alreadyLinked':
          return 'You already have this way to sign in.';
        case 'tooManyTries':
          return 'Too many tries. Wait a few minutes, then try again.';
        case 'disabled':
          return 'This account has been switched off. Whoever runs this chat can say why.';
        case 'notOffered':
          return 'This chat does not offer that way to sign in. Try another one.';
        case 'sessionEnded':
          return 'Your session is over. Reload the page and sign in again.';
        case 'unknown':
          return 'Signing in did not work. Try again in a moment.';
      }
    },
    guestHint:
      'You are here as a guest: only this browser knows you. With an account you stay who you are, with your name, rooms and messages, and can come back from anywhere.',
    keep: 'Make it an account',
    saved: 'You have an account now. Everything is still yours.',
    signedInAs: (email, hasPassword, hasGoogle) =>
      `Signed in${email === undefined ? '' : ` as ${email}`}, with ${[hasPassword && 'password', hasGoogle && 'Google'].filter(Boolean).join(' and ') || 'an account'}.`,
    notYet: 'The sign-in service has not answered yet. Look again when you are connected.',
    out: 'Leaving',
    signOut: 'Sign out',
    outQuestion: 'This browser forgets you. You can sign in again at any time.',
    guestOutQuestion:
      'You are a guest: there is no way back to your name, your rooms and your direct messages. Make an account above to keep them.',
    everywhere: 'Sign out everywhere',
    everywhereQuestion: 'All browsers and devices are signed out, this one too.',
    waiting: (messages) =>
      messages === 1
        ? 'One message has not been sent yet and will be lost.'
        : `${messages} messages have not been sent yet and will be lost.`,
    stay: 'Stay',
    callProblem: ({ reason, retryAfterMs }) =>
      reason === 'tooManyCalls'
        ? `That was asked for too often. Try again in ${duration(Math.ceil((retryAfterMs ?? 3_600_000) / 1000))}.`
        : reason === 'unreachable'
          ? 'The server cannot be reached. Check your connection and try again.'
          : 'The server could not do it. Try again in a moment.',
  },
};

const duration = (seconds: number): string =>
  seconds < 60
    ? `${seconds} s`
    : seconds < 3600
      ? `${Math.round(seconds / 60)} min`
      : `${Math.round(seconds / 3600)} h`;
