import type { ButtonHTMLAttributes } from 'react';
import './Button.css';

/** A button that looks like one. A busy button keeps its focus and ignores presses. */
export const Button = ({
  kind,
  isBusy = false,
  children,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & {
  readonly kind: 'primary' | 'quiet' | 'danger';
  readonly isBusy?: boolean;
}) => (
  <button type="button" {...rest} className={`button button-${kind}`} aria-busy={isBusy}>
    {children}
  </button>
);
