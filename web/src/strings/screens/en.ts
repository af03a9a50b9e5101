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
  attention: {
    heading: 'When somebody writes',
    levels: {
      nothing: 'Show it in the tab only',
      calls: 'Notify me when I am called, or written to directly',
      everything: 'Notify me of every message',
    },
    blocked:
      'Your browser does not let this page notify you. Allow it beside the address, then choose again.',
    sound: 'Make a soft sound',
    quiet: 'Neither in the quiet hours',
    from: 'From',
    to: 'to',
  },
  sharing: {
    heading: 'What others may know',
    lastSeen: 'When I was last here',
    receipts: 'How far I have read',
    hints: {
      lastSeen: 'Shown beside your name while you are not here.',
      receipts: 'Shown under what others wrote. Who does not say so does not see it of others either.',
    },
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
          return sessionOver;
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
    notYet: 'The sign-in service has not answered yet. What belongs here appears once you are connected.',
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
    data: 'Your data',
    dataHint: 'All that is stored about you, as one file. Or all of it gone.',
    take: 'Take my data along',
    collecting: 'Collecting…',
    erase: 'Erase me',
    eraseQuestion:
      'Your name, your messages, your reactions and your account are erased, for everybody and for good. Your direct rooms vanish for the other person too; rooms that are yours go to their senior moderator, or are closed.',
    callProblem: ({ reason, retryAfterMs }) =>
      reason === 'tooManyCalls'
        ? `That was asked for too often. Try again in ${duration(Math.ceil((retryAfterMs ?? 3_600_000) / 1000))}.`
        : reason === 'unreachable'
          ? 'The server cannot be reached. Check your connection and try again.'
          : reason === 'signInAgain'
            ? 'For this you must have signed in within the last five minutes. Sign out, sign in again, and come back here.'
            : reason === 'sessionEnded' || reason === 'signedOut'
              ? sessionOver
              : 'The server could not do it. Try again in a moment.',
  },
  person: {
    heading: 'Person',
    here: 'Here now',
    away: 'Away',
    offline: 'Offline',
    since: (ms) => `Known here since ${day.format(ms)}`,
    message: 'Write a message',
    peace: 'Peace and quiet',
    block: 'Block',
    unblock: 'Hear from them again',
    blockHint: 'You will not see what they write any more, on all your devices. They are not told.',
    isBlocked: 'You have blocked this person: what they write is hidden from you.',
    reportHint: 'To report somebody, report what they wrote: it goes along as evidence.',
    report: 'Report their latest message',
  },
  moderation: {
    heading: 'In this room',
    duration: 'For how long',
    lasts: (ms) => span(ms),
    mute: 'Mute',
    liftMute: 'Let them write again',
    kick: 'Put out of the room',
    kickQuestion: (name) => `${name} leaves the room, and may come back.`,
    ban: 'Ban from the room',
    banQuestion: (name, lasts) => `${name} leaves the room and cannot come back for ${lasts}.`,
    liftBan: 'Lift the ban',
    promote: 'Make moderator',
    demote: 'Make member',
    handOver: 'Hand the room over',
    handOverQuestion: (name) =>
      `The room will be ${name}’s, and you its moderator. Only ${name} can hand it back.`,
    no: 'Cancel',
    muted: (name) => `${name} cannot write here for now.`,
    unmuted: (name) => `${name} can write here again.`,
    kicked: (name) => `${name} is out of the room.`,
    banned: (name) => `${name} is banned from the room.`,
    unbanned: (name) => `${name} may come back.`,
    roleGiven: (name, role) => `${name} is a ${role} now.`,
    handedOver: (name) => `The room is ${name}’s now.`,
    restricted: 'Banned and muted',
    nobody: 'Nobody is banned or muted here.',
    bannedUntil: (name, ms) => `${name}, banned until ${moment.format(ms)}`,
    mutedUntil: (name, ms) => `${name}, muted until ${moment.format(ms)}`,
    log: 'What was done here',
    loading: 'Looking it up…',
    nothing: 'Nothing has been done to anybody here.',
    logCut: (shown) => `These are the latest ${shown} entries.`,
    entry: (act, by, about, role) => {
      switch (act) {
        case 'kick':
          return `${by} put ${about} out`;
        case 'ban':
          return `${by} banned ${about}`;
        case 'liftBan':
          return `${by} lifted the ban of ${about}`;
        case 'mute':
          return `${by} muted ${about}`;
        case 'liftMute':
          return `${by} let ${about} write again`;
        case 'removeMessage':
          return `${by} removed a message of ${about}`;
        case 'changeRole':
          return `${by} made ${about} a ${role ?? 'member'}`;
        case 'handOver':
          return `${by} handed the room over to ${about}`;
        case 'close':
          return `${by} closed the room`;
      }
    },
    moment: (ms) => moment.format(ms),
    close: 'Close the room for ever',
    closeQuestion:
      'Everything in it is deleted: messages, members, invites. Nobody can open it again, and there is no way back.',
    closeYes: 'Close and delete',
  },
  invites: {
    heading: 'Invites',
    uses: 'For how many people',
    people: (count) => (count === 1 ? '1 person' : `${count} people`),
    lasts: 'Holds for',
    duration: (ms) => span(ms),
    make: 'Make an invite link',
    link: 'Invite link',
    left: (uses, untilMs) =>
      `For ${uses === 1 ? '1 person' : `${uses} people`} more, until ${moment.format(untilMs)}.`,
    copy: 'Copy',
    copied: 'Copied',
    copyFailed: 'The browser did not let it be copied. Select the link and copy it yourself.',
    takeBack: 'Take back',
    invitedHeading: 'You are invited',
    invited: 'Somebody has invited you to their private room. Its members will see your name.',
    come: 'Come in',
    notNow: 'Not now',
    doesNotHold: 'This invite does not hold. Ask whoever sent it for a new one.',
  },
  report: {
    heading: 'Report a message',
    hint: 'Those who run this chat read it, with the message as it is now. Its author is not told who reported it.',
    why: 'What is wrong with it?',
    reasons: {
      spam: 'Advertising or noise',
      harassment: 'It harasses somebody',
      hate: 'It is hateful',
      danger: 'Somebody may come to harm',
      other: 'Something else',
    },
    note: 'Anything to add? (optional)',
    noteTooLong: (over) => `${over} characters too many.`,
    send: 'Send the report',
    sent: 'Thank you. The report has been sent.',
  },
};

const sessionOver = 'Your session is over. Reload the page and sign in again.';

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' });
const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** A span that was chosen among a few, in its largest unit. */
const span = (ms: number): string => {
  const days = Math.round(ms / 86_400_000);
  if (days >= 365) return 'a year';
  if (days > 0) return days === 1 ? 'a day' : `${days} days`;
  const hours = Math.round(ms / 3_600_000);
  return hours > 0 ? (hours === 1 ? 'an hour' : `${hours} hours`) : `${Math.round(ms / 60_000)} minutes`;
};

const duration = (seconds: number): string =>
  seconds < 60
    ? `${seconds} s`
    : seconds < 3600
      ? `${Math.round(seconds / 60)} min`
      : `${Math.round(seconds / 3600)} h`;
