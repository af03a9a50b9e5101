/** Something in the output of firebase-tools that a person should see. */
export interface Notice {
  readonly kind: 'news' | 'warning' | 'error';
  readonly text: string;
}

/**
 * True sentences that tell a person here nothing they can use. All of it is in the log.
 */
const expected: readonly RegExp[] = [
  /Env variable override detected/,
  /Unable to fetch the CLI MOTD/,
  /doesn't match your global version/,
  /Emulator UI is not starting/,
  /package\.json indicates an outdated version of firebase-functions/,
  /It seems that you are running multiple instances/,
  /has exited upon receiving signal/,
  /work queue did not empty before stopping/,
  /Could not find import\/export metadata file/,
];

/** What firebase-tools did at a change of files, in fewer words. */
const news: readonly (readonly [RegExp, string])[] = [
  [/^✔ {2}database: Rules updated/, 'New rules are in force.'],
  [/^✔ {2}functions: Loaded functions definitions/, 'The functions are loaded.'],
];

/** The second line firebase-tools prints about a rules file; the first has said where and why. */
const rulesRefused = /Failed to update rules/;
export const rulesStay = 'The rules from before stay in force.';

const severityKinds = new Map<unknown, Notice['kind']>([
  ['WARNING', 'warning'],
  ['ERROR', 'error'],
  ['CRITICAL', 'error'],
  ['ALERT', 'error'],
  ['EMERGENCY', 'error'],
]);

/** Frames of a stack that are not in this project say nothing about the mistake. */
const isForeignFrame = (line: string): boolean => /^\s+at .*(node_modules|node:)/.test(line);

/** A line that a function logged with firebase-functions' logger: JSON with a severity. */
const functionLog = (text: string): Notice | undefined => {
  let entry: unknown;
  try {
    entry = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof entry !== 'object' || entry === null) return undefined;
  const { severity, message, ...rest } = entry as Readonly<Record<string, unknown>>;
  const kind = severityKinds.get(severity);
  if (kind === undefined) return undefined;
  const details = Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : '';
  const lines = String(message)
    .split('\n')
    .filter((line) => !isForeignFrame(line));
  return { kind, text: `functions: ${lines.join('\n')}${details}` };
};

/**
 * Reads the output of firebase-tools line by line and hands on what matters. Its warnings start with ⚠, its
 * errors with ⬢ or "Error:"; lines that follow and are indented belong to them, such as a stack.
 */
export const createOutputReader = (onNotice: (notice: Notice) => void): ((line: string) => void) => {
  let open: { kind: Notice['kind']; lines: string[] } | undefined;
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    const notice = open;
    open = undefined;
    if (notice === undefined) return;
    const text = notice.lines.join('\n').trim();
    if (text === '' || expected.some((pattern) => pattern.test(text))) return;
    onNotice({
      kind: notice.kind,
      text: rulesRefused.test(text) ? rulesStay : text,
    });
  };

  return (line) => {
    if (open !== undefined && /^\s+\S/.test(line)) {
      if (!isForeignFrame(line)) open.lines.push(line);
      return;
    }
    flush();
    const marked = /^(⚠|⬢|Error:)\s*(.*)$/u.exec(line);
    if (marked !== null) {
      open = { kind: marked[1] === '⚠' ? 'warning' : 'error', lines: [marked[2] ?? ''] };
      // Nothing says that a message is complete but the next one, or silence.
      timer = setTimeout(flush, 100);
      return;
    }
    const told = news.find(([sign]) => sign.test(line));
    if (told !== undefined) onNotice({ kind: 'news', text: told[1] });
    const logged = /^>\s+(.*)$/.exec(line)?.[1];
    const notice = logged === undefined ? undefined : functionLog(logged);
    if (notice !== undefined) onNotice(notice);
  };
};
