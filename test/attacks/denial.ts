/** A refused request as the database emulator explains it. */
export interface Denial {
  readonly auth: string;
  readonly explanation: {
    readonly summary: string;
    readonly steps: readonly {
      readonly rulePath: string;
      readonly kind: string;
      readonly outcome: 'true' | 'false' | 'error';
      readonly falsePart?: string;
      readonly values: readonly { readonly source: string; readonly value: string }[];
    }[];
  };
}

const shownCharacters = 150;

const clip = (text: string): string =>
  text.length <= shownCharacters ? text : `${text.slice(0, shownCharacters)}…`;

/** The rule that said no, and the smallest part of it that was false. */
export const reasonOf = ({ explanation: { summary, steps } }: Denial): string => {
  const last = steps.findLast(({ outcome }) => outcome !== 'true');
  if (last === undefined) return clip(summary);
  const { rulePath, kind, falsePart = 'false' } = last;
  return `${rulePath} ${kind}: ${clip(falsePart)}`;
};
