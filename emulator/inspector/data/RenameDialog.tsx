/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { Modal } from '../Modal.tsx';
import { useStrings } from '../strings/language.ts';
import { KeyField, useKeyProblem } from './KeyField.tsx';

interface RenameDialogProps {
  readonly title: string;
  readonly oldKey: string;
  /** @returns what is wrong with it, if anything */
  readonly onRename: (key: string) => Promise<string | undefined>;
  readonly onClose: () => void;
}

export const RenameDialog = ({ title, oldKey, onRename, onClose }: RenameDialogProps) => {
  const strings = useStrings();
  const [key, setKey] = useState(oldKey);
  const [problem, setProblem] = useState<string>();
  const keyProblem = useKeyProblem(key);
  return (
    <Modal title={title} onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (key === oldKey) return onClose();
          if (keyProblem === undefined) {
            onRename(key).then(setProblem, (error: Error) => setProblem(error.message));
          }
        }}
      >
        <KeyField value={key} problem={keyProblem} onChange={setKey} />
        <div aria-live="polite">{problem !== undefined && <p class="bad">{problem}</p>}</div>
        <div class="buttons">
          <button type="button" onClick={onClose}>
            {strings.cancel}
          </button>
          <button type="submit" class="primary">
            {strings.data.rename}
          </button>
        </div>
      </form>
    </Modal>
  );
};
