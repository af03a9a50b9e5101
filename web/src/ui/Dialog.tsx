import { createContext, useCallback, useContext, useEffect, useId, useRef, type ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import './Dialog.css';

const CloseContext = createContext<() => void>(() => undefined);

/** How whatever stands in a dialog closes it. */
export const useCloseDialog = (): (() => void) => useContext(CloseContext);

/**
 * A page over the page: everything behind it is out of reach until it is closed, by its button or by Escape. A press outside
 * closes it only where nothing can be typed. Focus returns to where it was. `onClose` is called once, when it has closed.
 */
export const Dialog = ({
  title,
  closeLabel,
  holdsTyping = false,
  onClose,
  children,
}: {
  readonly title: ReactNode;
  readonly closeLabel: string;
  readonly holdsTyping?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const close = useCallback(() => dialog.current?.close(), []);
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={titleId}
      // The close of a dialog opened from this one bubbles up in React, though not in the browser.
      onClose={(event) => event.target === dialog.current && onClose()}
      closedby={holdsTyping ? 'closerequest' : 'any'}
    >
      <div className="dialog-content">
        <header className="dialog-header">
          <h2 id={titleId}>{title}</h2>
          <button type="button" className="icon-button" aria-label={closeLabel} onClick={close}>
            <Icon name="close" />
          </button>
        </header>
        <CloseContext value={close}>{children}</CloseContext>
      </div>
    </dialog>
  );
};
