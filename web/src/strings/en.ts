import { showCharacters } from './showCharacters.ts';
import type { Strings } from './Strings.ts';

const list = new Intl.ListFormat('en', { type: 'conjunction' });

export const en: Strings = {
  tag: 'en',
  language: {
    unreachable: 'This language could not be fetched. Check your connection and try again.',
  },
  session: {
    welcome: 'Come in, sit down.',
    invitation: 'Pick the name people will know you by. No password, no e-mail.',
    nickname: 'Nickname',
    nicknameHint: (min, max) =>
      `${min} to ${max} letters or digits; spaces and hyphens between them are fine.`,
    preview: 'This is how others will see you.',
    enter: 'Enter',
    entering: 'Entering…',
    problem: (problem) => {
      switch (problem.code) {
        case 'too_short':
          return `That is too short: a name has at least ${problem.min} characters.`;
        case 'too_long':
          return `That is too long: ${problem.length} characters, and ${problem.max} is the most.`;
        case 'characters':
          return `Please leave out ${quoted(showCharacters(problem.found))}: a name is made of letters, digits, and spaces or hyphens between them.`;
        case 'edge':
          return 'A name begins and ends with a letter or a digit.';
        case 'mixed_alphabets':
          return 'Please keep to one alphabet: letters of several side by side can pass for another name.';
        case 'reserved':
          return 'That name is reserved: it would sound like somebody in charge. Please choose another.';
      }
    },
    taken: (wanted, existing) =>
      existing === undefined
        ? `${quoted(wanted)} is taken, or too easy to mistake for a name that is. Add a word or a number, or choose another.`
        : existing === wanted
          ? `${quoted(wanted)} is taken. Add a word or a number, or choose another.`
          : `${quoted(wanted)} is too easy to mistake for ${quoted(existing)}, who is already here. Make it more different, or choose another.`,
    unreachable: 'The chat cannot be reached right now. Your name is still here; try again in a moment.',
    refused: 'That name was not accepted. Please change it a little and try again.',
    opening: 'Opening…',
    me: (name) => `${name}: profile and account`,
    haveAccount: 'I already have an account',
  },
  connection: {
    label: 'Connection',
    connecting: 'Connecting…',
    live: 'Live',
    reconnecting: 'Reconnecting…',
    retryIn: (seconds) => `in ${duration(seconds)}`,
    heard: (seconds) => `Last in touch ${duration(seconds)} ago.`,
    nextTry: (seconds) => `Next try in ${duration(seconds)}.`,
    trying: 'Trying…',
    stale: 'No answer',
    signedOut: 'Signed out',
    signedOutHint: 'The server has ended this session. What you have not sent stays here until you sign out.',
    signInAgain: 'Sign in again',
    details: 'About the connection',
    close: 'Close',
    roundTrip: 'Time for an answer',
    roundTripOf: (share, milliseconds) => `${share} % within ${milliseconds} ms`,
    roundTrips: (count) =>
      count === 1 ? 'Measured once.' : `Measured ${count} times since the page was opened.`,
    noRoundTrip: 'Nothing has been measured yet.',
    offline: 'Offline',
    tryNow: 'Try now',
    whatIsSent: 'Keep writing: your messages wait here and go out when the connection is back.',
  },
  rooms: {
    heading: 'Rooms',
    loading: 'Looking for a room…',
    noneYet: 'There is no room yet.',
    noneYetHint: 'As soon as one opens, you will be in it. There is nothing to reload.',
    directoryRefused: 'The list of rooms is closed to you for now.',
    notIn: 'You are not in this room any more.',
    notInHint: 'What you wrote is still here. Join again to go on reading and writing.',
    joinAgain: 'Join again',
    tryAgain: 'Try again',
    cut: (shown) => `These are ${shown} of your rooms. The others open by their address.`,
    others: 'Other rooms',
    direct: 'Direct messages',
    browse: 'Browse rooms',
    create: 'New room',
    about: (room) => `About ${room}`,
    closed: 'This room has been closed.',
    closedHint: 'Nothing can be written here any more.',
    gone: 'The room did not let you in.',
    elsewhere: 'Find another room',
  },
  refusal: (refusal) => {
    switch (refusal.kind) {
      case 'unreachable':
        return 'The chat cannot be reached right now, so nothing was changed. Try again when the connection is back.';
      case 'closed':
        return 'The room has been closed, and nothing in it can be changed any more.';
      case 'notAllowed':
        return 'That was not accepted. It may have been done already, or you may no longer be allowed to. Close this, look again, and try once more.';
      case 'tooFast':
        return `That is more than can be done in so short a time. It works again ${when(refusal.untilMs)}.`;
      case 'banned':
        return `You have been kept from doing anything here. That ends ${when(refusal.untilMs)}.`;
      case 'bannedHere':
        return `You have been put out of this room. You can come back ${when(refusal.untilMs)}.`;
      case 'muted':
        return `You have been asked to be silent. You can speak again ${when(refusal.untilMs)}.`;
    }
  },
  screens: {
    close: 'Close',
    unreachable: 'This part of the page could not be loaded. Check the connection and try again.',
  },
  messages: {
    report: 'Report this message',
    loading: 'Fetching the conversation…',
    empty: 'Nobody has said anything yet.',
    emptyHint: 'A good moment for the first word.',
    someone: 'Someone',
    today: 'Today',
    yesterday: 'Yesterday',
    newMessages: (count, isAtLeast = false) =>
      count === 1 ? '1 new message' : `${count}${isAtLeast ? '+' : ''} new messages`,
    newHere: 'New',
    loadingOlder: 'Fetching what was said before…',
    beginning: 'This is where the conversation begins.',
    copyLink: 'Copy the link to this message',
    linkCopied: 'Link copied',
    gone: 'The message that the link leads to does not exist any more.',
    notFetched:
      'The message that the link leads to cannot be fetched right now. Try the link again in a moment.',
    understood: 'All right',
    find: 'Find in this room',
    toLatest: 'Latest messages',
    showAll: 'Show all of it',
    codeBlock: 'Block of code',
    edited: 'edited',
    deleted: 'This message was deleted.',
    sending: 'Sending…',
    waitingForConnection: 'Waiting for the connection',
    waitingForTurn: (seconds) => `A little fast. Goes out in ${seconds} s`,
    notSent: 'Not sent.',
    refusedNotMember: 'You are not in this room any more. Join again, then try again.',
    refusedTooFast: 'Too many messages at once, perhaps from another window. Try again in a few seconds.',
    refusedMuted: 'You may not write here at the moment. Try again later; the text stays here.',
    refusedBanned: 'You have been banned. The text stays here for you to copy.',
    refusedClosed: 'This room was closed. Edit it to take the text to another one.',
    refusedUnknown: 'The room did not accept it. Try again, or change it first.',
    tryAgain: 'Try again',
    edit: 'Edit',
  },
  attention: {
    offer: 'Somebody called you while you were away. Shall your browser tell you next time?',
    accept: 'Yes, tell me',
    decline: 'No',
    unread: (count, figures) => (count === 1 ? '1 unread message' : `${figures} unread messages`),
    calls: (count) => (count === 1 ? 'you were called once' : `you were called ${count} times`),
  },
  emoji: {
    heading: 'Emoji',
    search: 'Find an emoji',
    groups: 'Groups',
    recent: 'Recently used',
    group: (group) =>
      [
        'Faces',
        'People',
        '',
        'Animals and nature',
        'Food and drink',
        'Travel and places',
        'Activities',
        'Objects',
        'Symbols',
        'Flags',
      ][group] ?? '',
    loading: 'Fetching them…',
    unreachable: 'They could not be fetched. Check your connection and open this again.',
    none: 'Nothing is called that. Try another word.',
  },
  composer: {
    openEmoji: 'Insert an emoji',
    proposals: 'Suggestions',
    label: (room) => `Message to ${room}`,
    send: 'Send',
    left: (count) => `${count} left`,
    tooLong: (over) => `${over} too many. Shorten it, or send it in two parts.`,
    outboxFull: (max) =>
      `${max} messages are already waiting to go out. This one stays here until some of them have left.`,
    noFiles: 'Pictures and files cannot be sent here. Nothing is lost: what you wrote is still there.',
    keys: 'Enter sends, Shift + Enter starts a new line',
  },
  members: {
    sheet: 'Rooms and people',
    open: (here, all) => `Rooms and people: ${here} here of ${all}`,
    close: 'Close',
    here: 'Here now',
    offline: 'Offline',
    away: 'away',
    lastSeen: (ago) => `last seen ${ago}`,
    you: 'you',
    roles: { owner: 'owner', moderator: 'moderator' },
    cut: (shown) => `Only ${shown} of the members are shown.`,
  },
  typing: {
    names: (names) => `${list.format(names)} ${names.length === 1 ? 'is' : 'are'} writing…`,
    several: 'Several people are writing…',
  },
  failure: {
    heading: 'Something went wrong here.',
    hint: 'It is our fault, not yours. Reloading the page usually helps; nothing that was sent is lost.',
    reload: 'Reload the page',
  },
};

/** A moment to come: the time alone on the same day. */
const when = (ms: number): string => {
  const isToday = new Date(ms).toDateString() === new Date().toDateString();
  return isToday ? `at ${timeOfDay.format(ms)}` : `on ${dayAndTime.format(ms)}`;
};

const timeOfDay = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const dayAndTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' });

const quoted = (text: string): string => `“${text}”`;

const duration = (seconds: number): string =>
  seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
