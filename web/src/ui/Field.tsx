import { useId, type ReactNode } from 'react';
import './Field.css';

interface FieldProps {
  readonly id: string;
  readonly className: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string;
}

/** A field with its name above it and a sentence below: what is wrong, or else what may be written. The field itself is given what ties it to them. */
export const Field = ({
  label,
  hint,
  problem,
  children,
}: {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly problem?: string | undefined;
  readonly children: (field: FieldProps) => ReactNode;
}) => {
  const id = useId();
  const sentenceId = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        className: 'field-input',
        'aria-invalid': problem !== undefined,
        'aria-describedby': sentenceId,
      })}
      <p
        id={sentenceId}
        className={problem === undefined ? 'field-hint' : 'field-problem'}
        aria-live="polite"
      >
        {problem ?? hint}
      </p>
    </div>
  );
};
