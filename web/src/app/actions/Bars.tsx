import type { MessageId } from '@causerie/contract';
import type { Refusal } from '../../backend/act.ts';
import { UndoBar } from '../../features/deleting/UndoBar.tsx';
import type { ActionWords } from '../../strings/actions/ActionWords.ts';
import { useStrings } from '../../strings/StringsContext.ts';
import { Bar } from '../../ui/Bar.tsx';
import './Bars.css';

/** What became of what was done with messages: a deletion that can be undone, or why something was refused. */
export const Bars = ({
  undoable,
  refusal,
  words,
  onUndo,
  onUndoGone,
  onDismiss,
}: {
  readonly undoable: MessageId | undefined;
  readonly refusal: Refusal | undefined;
  readonly words: ActionWords;
  readonly onUndo: () => void;
  readonly onUndoGone: (id: MessageId) => void;
  readonly onDismiss: () => void;
}) => {
  const strings = useStrings();
  if (undoable === undefined && refusal === undefined) return null;
  return (
    <div className="bars">
      {refusal !== undefined && (
        <Bar closeLabel={words.dismiss} onClose={onDismiss}>
          <p role="alert">
            <strong>{words.notDone}</strong> {strings.refusal(refusal)}
          </p>
        </Bar>
      )}
      {undoable !== undefined && (
        <UndoBar key={undoable} words={words} onUndo={onUndo} onGone={() => onUndoGone(undoable)} />
      )}
    </div>
  );
};
