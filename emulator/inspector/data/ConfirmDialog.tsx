/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { Modal } from '../Modal.tsx';
import { useStrings } from '../strings/language.ts';

interface ConfirmDialogProps {
  readonly title: string;
  readonly text?: string;
  readonly action: string;
  /** @returns what went wrong, if anything */
  readonly onConfirm: () => Promise<string | undefined>;
  readonly onClose: () => void;
}

/** Asks before what is hard to take back. */
export const ConfirmDialog = ({ title, text, action, onConfirm, onClose }: ConfirmDialogProps) => {
  const strings = useStrings();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const confirm = (event: Event): void => {
    event.preventDefault();
    setIsBusy(true);
    onConfirm()
      .then(setProblem, (error: Error) => setProblem(error.message))
      .finally(() => setIsBusy(false));
  };
  return (
    <Modal title={title} onClose={onClose}>
      <form class="form" onSubmit={confirm}>
        {text !== undefined && <p>{text}</p>}
        <div aria-live="polite">{problem !== undefined && <p class="bad">{problem}</p>}</div>
        <div class="buttons">
          <button type="button" onClick={onClose}>
            {strings.cancel}
          </button>
          <button type="submit" class="primary" disabled={isBusy}>
            {action}
          </button>
        </div>
      </form>
    </Modal>
  );
};
