import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import './Bar.css';

/** One line over the field where somebody writes: what is the matter there, and a way out of it. */
export const Bar = ({
  children,
  action,
  onAction,
  closeLabel,
  onClose,
}: {
  readonly children: ReactNode;
  readonly action?: string;
  readonly onAction?: () => void;
  readonly closeLabel?: string;
  readonly onClose?: () => void;
}) => (
  <div className="bar">
    <div className="bar-words">{children}</div>
    {action !== undefined && (
      <button type="button" className="link-button bar-action" onClick={onAction}>
        {action}
      </button>
    )}
    {closeLabel !== undefined && (
      <button
        type="button"
        className="icon-button bar-close"
        aria-label={closeLabel}
        title={closeLabel}
        onClick={onClose}
      >
        <Icon name="close" />
      </button>
    )}
  </div>
);
