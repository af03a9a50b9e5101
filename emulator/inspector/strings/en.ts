import { formatsOf } from './formats.ts';
import type { Strings } from './Strings.ts';

const formats = formatsOf('en', ['B', 'kB', 'MB', 'GB']);
const { number } = formats;

const plural = (count: number, one: string, many: string): string =>
  `${number(count)} ${count === 1 ? one : many}`;

export const en: Strings = {
  ...formats,
  tag: 'en',
  title: 'Database inspector',
  skip: 'Skip to the content',
  database: 'Database',
  otherDatabase: 'Another…',
  otherDatabaseName: 'Name of the database',
  open: 'Open',
  noDatabase: 'No database yet',
  language: 'Language',
  lost: 'The emulator does not answer. The page goes on by itself when it does.',
  openToAll: (database) => `No rules are loaded for “${database}”: everybody may read and write everything.`,
  tabs: {
    data: 'Data',
    connections: 'Connections',
    activity: 'Activity',
    denials: 'Denials',
    coverage: 'Coverage',
    rules: 'Rules',
  },
  views: 'Views',
  cancel: 'Cancel',
  save: 'Save',
  data: {
    tree: (database) => `Data of ${database}`,
    keys: 'Arrows move and open, letters find, Enter edits, Insert adds, F2 renames, Delete removes.',
    actions: 'What to do with the selected location',
    selected: 'Selected location',
    goTo: 'Go to a path',
    go: 'Go',
    notThere: (path) => `There is nothing at ${path}. The nearest location above it is selected.`,
    add: 'Add child',
    edit: 'Edit',
    rename: 'Rename',
    remove: 'Delete',
    undo: 'Undo',
    exportFile: 'Export',
    importFile: 'Import',
    children: (count) => plural(count, 'child', 'children'),
    range: (first, last, count) => `${first} … ${last} (${number(count)})`,
    more: (characters) => `… ${number(characters)} characters`,
    priority: (value) => `priority ${value}`,
    empty: 'empty',
    waiting: 'loading…',
    addTitle: (path) => `Add a child to ${path}`,
    editTitle: (path) => `Edit ${path}`,
    renameTitle: (path) => `Rename ${path}`,
    removeAllTitle: (database) => `Delete everything in ${database}?`,
    removeAll: 'Delete everything',
    importTitle: (path) => `Replace ${path} by a file?`,
    importText: (file, bytesText) =>
      `All that is there gives way to ${file} (${bytesText}). This cannot be undone: export first what you want to keep.`,
    importDo: 'Replace',
    key: 'Key',
    keyHint: 'Anything but . # $ / [ ] and control characters.',
    json: 'Value, as JSON',
    jsonHint: 'For example "text", 42, true or {"name": "Ana"}. Text stands in double quotes.',
    badJson: (line, column) => `This is not JSON: look at line ${line}, column ${column}.`,
    useAsText: 'Take it as text',
    badKey: (character) => `A key cannot contain ${character}`,
    emptyKey: 'A key has at least one character.',
    problem: (problem, detail) => {
      switch (problem) {
        case 'exists':
          return `There is something at ${detail} already. Choose another key.`;
        case 'key':
          return `This key cannot be used: ${detail}.`;
        case 'data':
          return `The database refused this: ${detail}`;
        case 'gone':
          return `There is nothing at ${detail} any more.`;
        case 'changed':
          return `Somebody has written to ${detail} meanwhile, so nothing was changed.`;
      }
    },
    tooLarge: 'This is too much for an editor. Edit what is below it, or export it and import it again.',
    saved: (path) => `Saved ${path}.`,
    renamed: (from, to) => `${from} is now ${to}.`,
    removed: (path) => `Deleted ${path}.`,
    undone: 'Undone.',
    imported: (file, path) => `${file} is now at ${path}.`,
    exported: (file) => `Exported as ${file}.`,
  },
  connections: {
    none: 'Nobody is connected to this database.',
    shown: (shown, total) => `The first ${number(shown)} of ${number(total)} connections.`,
    caption: (database) => `Connections to ${database}`,
    columns: {
      id: 'Client',
      transport: 'By',
      identity: 'As',
      since: 'Since',
      sent: 'Sent',
      queued: 'Waiting',
      listens: 'Listens to',
    },
    transport: { webSocket: 'WebSocket', longPolling: 'long-polling', eventStream: 'event stream' },
    owner: 'owner',
    signedOut: 'nobody',
    token: 'what rules see as auth',
    listens: (count) => plural(count, 'listen', 'listens'),
    query: ({ order, from, isFromIncluded, to, isToIncluded, limit, isFromEnd }) => {
      const parts: string[] = [];
      if (limit !== undefined) parts.push(`the ${isFromEnd ? 'last' : 'first'} ${number(limit)}`);
      if (order !== undefined) parts.push(`by ${order}`);
      if (from !== undefined && from === to) parts.push(`equal to ${from}`);
      else {
        if (from !== undefined) parts.push(`${isFromIncluded ? 'from' : 'after'} ${from}`);
        if (to !== undefined) parts.push(`${isToIncluded ? 'up to' : 'before'} ${to}`);
      }
      return parts.length === 0 ? 'everything' : parts.join(', ');
    },
    unknown: '–',
  },
  activity: {
    perSecond: (value) => `${value}/s`,
    ms: (value) => `${value} ms`,
    writes: 'Writes',
    reads: 'Reads and listens',
    pushes: 'Pushes to listeners',
    denials: 'Denials',
    latency: 'Time per write',
    latencyHint: 'line: half of them took less; dashes: 95 % of them did',
    connections: 'Connections',
    memory: 'Memory',
    lag: 'Lateness',
    lagHint: 'how late a timer went off: some milliseconds are usual, more is too much work at once',
    plot: (title, now, most) => `${title}, last five minutes: ${now} now, ${most} at most`,
    minutes: '5 min ago',
    now: 'now',
    waiting: 'The first figures come within a second.',
    databases: 'Databases',
    columns: {
      name: 'Name',
      rules: 'Rules',
      connections: 'Connections',
      listens: 'Listens',
      reads: 'Reads',
      writes: 'Writes',
      denials: 'Denials',
    },
    rulesLoaded: 'loaded',
    rulesMissing: 'none',
    metrics: 'All figures, for Prometheus',
  },
  denials: {
    none: 'Nothing was denied.',
    noneHint: 'When rules refuse a request, it stands here with the rule and what it saw.',
    read: 'Read',
    write: 'Write',
    by: 'by',
    as: 'with auth',
    line: (line, column) => `line ${line}, column ${column}`,
    isFalse: 'is false',
    failed: 'fails',
    values: 'What it saw',
    part: 'Part',
    is: 'Value',
    noRule: 'No rule is there to allow it.',
    because: 'because of',
  },
  coverage: { frame: 'Which parts of the rules came to what', openAlone: 'Open the report alone' },
  rules: {
    text: (database) => `Rules of ${database}`,
    none: (database) =>
      `No rules are loaded for “${database}”. These are in force until some are: everybody may do everything.`,
  },
};
