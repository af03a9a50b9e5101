import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Button } from './Button.tsx';

/** A button for what cannot be undone: the first press tells what will happen, the second does it. */
export const Confirm = ({
  label,
  question,
  yes,
  no,
  isBusy,
  onYes,
}: {
  readonly label: string;
  readonly question: ReactNode;
  readonly yes: string;
  readonly no: string;
  readonly isBusy: boolean;
  readonly onYes: () => void;
}) => {
  const [isAsking, setIsAsking] = useState(false);
  const first = useRef<HTMLDivElement>(null);
  const hasAsked = useRef(false);
  // The button that was pressed is gone, and its focus with it.
  useEffect(() => {
    if (isAsking || hasAsked.current) first.current?.querySelector('button')?.focus();
    hasAsked.current = isAsking;
  }, [isAsking]);
  return (
    <div ref={first}>
      {isAsking ? (
        <div className="dialog-form">
          <p>{question}</p>
          <div className="dialog-buttons">
            <Button kind="quiet" onClick={() => setIsAsking(false)}>
              {no}
            </Button>
            <Button kind="danger" isBusy={isBusy} onClick={onYes}>
              {yes}
            </Button>
          </div>
        </div>
      ) : (
        <Button kind="danger" onClick={() => setIsAsking(true)}>
          {label}
        </Button>
      )}
    </div>
  );
};
