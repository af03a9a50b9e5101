import { sealPattern } from './sealPattern.ts';
import './Seal.css';

/** As many as Seal.css has. */
const colors = 12;

/** A person's mark: the first letter of their name on their colour, over a pattern that is theirs. It only repeats what stands beside it. */
export const Seal = ({
  name,
  color,
  isHere,
  isAway = false,
}: {
  readonly name: string | undefined;
  readonly color: number | undefined;
  /** Shows a dot; leave it out where presence does not matter. */
  readonly isHere?: boolean;
  /** Here, and has touched nothing for a while. */
  readonly isAway?: boolean;
}) => (
  <span
    className="seal"
    aria-hidden="true"
    data-color={color === undefined ? 'none' : Math.abs(Math.trunc(color)) % colors}
    data-here={isAway ? 'away' : isHere}
  >
    {name !== undefined && (
      <svg viewBox="0 0 5 5" focusable="false">
        <path d={sealPattern(name)} />
      </svg>
    )}
    {Array.from(name ?? '')[0]?.toLocaleUpperCase() ?? ''}
  </span>
);
