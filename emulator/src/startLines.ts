export interface Start {
  /** Where clients on this machine find it. */
  readonly url: string;
  /** The address that is listened on. */
  readonly host: string;
  /** The file of rules, if there is one. */
  readonly rules: string | undefined;
  /** The directory that keeps the data, if there is one. */
  readonly data: string | undefined;
  /** Whether firebase-tools started it, which sends the rules a moment later. */
  readonly isUnderTools: boolean;
}

/** What whoever starts an emulator wants to know: where it is, which rules are in force, and whom it lets in. */
export const startLines = ({ url, host, rules, data, isUnderTools }: Start): readonly string[] => [
  `Realtime Database emulator at ${url} (process ${process.pid}), inspector at ${url}/.inspect/`,
  ...(rules === undefined ? [] : [`Rules: ${rules}, for every database, and again whenever it changes.`]),
  ...(rules === undefined && isUnderTools ? ['Rules: firebase-tools sends those of firebase.json.'] : []),
  ...(rules === undefined && !isUnderTools
    ? [`NO RULES ARE LOADED: everybody may read and write everything. ${howToLoad(url)}`]
    : []),
  ...(data === undefined ? [] : [`Data and rules are kept in ${data}.`]),
  ...(isLoopback(host)
    ? []
    : [`It listens on ${host}: whoever reaches it over the network has the rights of the owner.`]),
];

const howToLoad = (url: string): string =>
  `Start with --rules <file>, or PUT them to ${url}/.settings/rules.json?ns=<database>.`;

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host.startsWith('127.');
