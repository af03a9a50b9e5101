/** Mutants that no test can notice, because no request is decided differently. Each was looked at, and `why` says so in a line. */
export interface Equivalent {
  /** Of the place, such as `/rooms/$roomId .write`. */
  readonly places: RegExp;
  /** Of the mutant's id. */
  readonly mutant: RegExp;
  readonly why: string;
}

export const equivalents: readonly Equivalent[] = [
  {
    places: /\.(read|write)$/,
    mutant: /drop && · ⟦auth != null→true⟧ && \(!root/,
    why: 'Nobody has no uid, and what is made of it fails, which denies too; said first, as rules ought to.',
  },
  {
    places: /\.(write|validate)$/,
    mutant: /⟦root→newData(\.parent\(\))+⟧\.child\('(revoked|sanctions)\//,
    why: 'Only the server writes there, so that no request leaves anything else there than it finds.',
  },
];
