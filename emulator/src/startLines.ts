export interface Start {
  /** Where clients on this machine find it. */
  readonly url: string;
  /** The address that is listened on. */
  readonly host: string;
  /** The file of rules, if there is one. */
  readonly rules: string | undefined;
  /** The directory that keeps the data, if there is one. */
  readonly data: string | undefined;
  /** Whether rules came with the data. */
  readonly areRulesKept: boolean;
  /** Whether firebase-tools started it, which sends the rules a moment later. */
  readonly isUnderTools: boolean;
}

/** What whoever starts an emulator wants to know: where it is, which rules are in force, and whom it lets in. */
export const startLines = (start: Start): readonly string[] => [
  `Realtime Database emulator at ${start.url}, inspector at ${start.url}/.inspect/ (process ${process.pid})`,
  rulesLine(start),
  ...(start.data === undefined ? [] : [`Data and rules are kept in ${start.data}.`]),
  ...(isLoopback(start.host)
    ? []
    : [`It listens on ${start.host}: whoever reaches it over the network has the rights of the owner.`]),
];

const rulesLine = ({ url, rules, data, areRulesKept, isUnderTools }: Start): string => {
  if (rules !== undefined) return `Rules: ${rules}, for every database, and again whenever it changes.`;
  if (isUnderTools) return 'Rules: firebase-tools sends those of firebase.json.';
  if (areRulesKept) return `Rules: those kept in ${data}; a database without any is open to everybody.`;
  return `NO RULES ARE LOADED: everybody may read and write everything. Start with --rules <file>, or PUT them to ${url}/.settings/rules.json?ns=<database>.`;
};

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host.startsWith('127.');
