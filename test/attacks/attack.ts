import type { Siege } from './siege.ts';

/** What came of an attack. */
export interface Finding {
  /** How many things were tried. */
  readonly tried: number;
  /** What stood in the way, in a few words. */
  readonly by: string;
  /** What shows it: the rule and the part of it that was false, the html that came out, the header. */
  readonly evidence: readonly string[];
  /** What got through, and whatever makes the rest worth nothing, such as an honest twin that was refused. Empty when the defence holds. */
  readonly breaches: readonly string[];
}

export interface Attack {
  /** 1 to 51 are a list of what chats have been attacked by; what was added since follows. */
  readonly id: number;
  readonly name: string;
  /** What is meant to hold. */
  readonly defence: string;
  /**
   * `absent`: the product has nothing that could be attacked so, and what is tried is whether that is true. `partly`: what is tried
   * holds, and SECURITY.md says what is not promised.
   */
  readonly promise?: 'absent' | 'partly';
  readonly run: (siege: Siege) => Promise<Finding>;
}

/** Several findings of one attack as one. */
export const together = (by: string, ...findings: readonly Finding[]): Finding => ({
  tried: findings.reduce((sum, { tried }) => sum + tried, 0),
  by,
  evidence: findings.flatMap(({ evidence }) => evidence),
  breaches: findings.flatMap(({ breaches }) => breaches),
});

/** Something that is looked at and must be so. */
export interface Check {
  readonly what: string;
  readonly holds: boolean;
}

export const checked = (by: string, checks: readonly Check[], evidence: readonly string[] = []): Finding => ({
  tried: checks.length,
  by,
  evidence: evidence.length > 0 ? evidence : checks.slice(0, 2).map(({ what }) => what),
  breaches: checks.flatMap(({ what, holds }) => (holds ? [] : [`Not so: ${what}`])),
});
