import { Button } from './Button.tsx';
import './Notice.css';

/** Says in the middle of an empty place what is the matter, and offers the way on. */
export const Notice = ({
  heading,
  hint,
  action,
  onAction,
  otherAction,
  onOtherAction,
  isNews = false,
}: {
  readonly heading: string;
  readonly hint?: string;
  readonly action?: string;
  readonly onAction?: () => void;
  readonly otherAction?: string;
  readonly onOtherAction?: () => void;
  /** It comes up while somebody is at something else, and is read out. */
  readonly isNews?: boolean;
}) => (
  <div className="notice" role={isNews ? 'alert' : undefined}>
    <p className="notice-heading">{heading}</p>
    {hint !== undefined && <p className="notice-hint">{hint}</p>}
    {action !== undefined && (
      <Button kind="primary" onClick={onAction}>
        {action}
      </Button>
    )}
    {otherAction !== undefined && (
      <Button kind="quiet" onClick={onOtherAction}>
        {otherAction}
      </Button>
    )}
  </div>
);
