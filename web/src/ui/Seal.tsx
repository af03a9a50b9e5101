import './Seal.css';

/** As many as Seal.css has. */
const colors = 12;

/** A person's mark: the first letter of their name on their colour. It only repeats what stands beside it. */
export const Seal = ({
  name,
  color,
  isHere,
}: {
  readonly name: string | undefined;
  readonly color: number | undefined;
  /** Shows a dot; leave it out where presence does not matter. */
  readonly isHere?: boolean;
}) => (
  <span
    className="seal"
    aria-hidden="true"
    data-color={color === undefined ? 'none' : Math.abs(Math.trunc(color)) % colors}
    data-here={isHere}
  >
    {Array.from(name ?? '')[0]?.toLocaleUpperCase() ?? ''}
  </span>
);
