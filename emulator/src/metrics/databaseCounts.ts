/** Why rules refused a request. `noRule` is when none was there to grant it. */
export const denialReasons = ['rule', 'validate', 'error', 'noRule'] as const;
export type DenialReason = (typeof denialReasons)[number];

/** The part of an explanation that tells the reason. */
interface Asked {
  readonly kind: string;
  readonly outcome: 'true' | 'false' | 'error';
}

/** What has happened in one database since it came to be: plain numbers, for they are counted with each request. */
export class DatabaseCounts {
  /** Reads at once, over the wire and REST. */
  reads = 0;
  /** Listens that were begun. */
  listens = 0;
  /** Writes that happened. */
  writes = 0;
  /** Messages to listeners: a change that a thousand of them hear of counts a thousand times. */
  pushes = 0;
  /** The UTF-8 bytes of those messages. */
  pushBytes = 0;
  readonly denied: Readonly<Record<'read' | 'write', Record<DenialReason, number>>> = {
    read: { rule: 0, validate: 0, error: 0, noRule: 0 },
    write: { rule: 0, validate: 0, error: 0, noRule: 0 },
  };

  /** @param asked the rules that were asked, in order */
  deny(operation: 'read' | 'write', asked: readonly Asked[]): void {
    this.denied[operation][reasonOf(asked)]++;
  }

  get denials(): number {
    let sum = 0;
    for (const reasons of Object.values(this.denied)) {
      for (const count of Object.values(reasons)) sum += count;
    }
    return sum;
  }
}

const reasonOf = (asked: readonly Asked[]): DenialReason => {
  const failing = asked.filter(({ outcome }) => outcome !== 'true');
  if (failing.some(({ outcome }) => outcome === 'error')) return 'error';
  if (failing.some(({ kind }) => kind.includes('validate'))) return 'validate';
  return failing.length === 0 ? 'noRule' : 'rule';
};
