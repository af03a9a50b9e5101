import type { Refusal } from '../../backend/act.ts';
import type { ActionWords } from '../../strings/actions/ActionWords.ts';
import { useStrings } from '../../strings/StringsContext.ts';
import { Bar } from '../../ui/Bar.tsx';

/** Where a change stands: being typed, on its way, or refused. */
export type EditStanding = 'open' | 'saving' | Refusal;

/** Over the field: that what stands in it is a message already sent, and what became of the change. */
export const EditBar = ({
  isBlank,
  standing,
  words,
  onRemove,
  onCancel,
}: {
  /** Nothing is left of the text. */
  readonly isBlank: boolean;
  readonly standing: EditStanding;
  readonly words: ActionWords;
  readonly onRemove: () => void;
  readonly onCancel: () => void;
}) => {
  const { refusal } = useStrings();
  return (
    <Bar
      {...(isBlank && { action: words.removeEmptied, onAction: onRemove })}
      closeLabel={words.cancelEdit}
      onClose={onCancel}
    >
      <output>
        {standing === 'saving' ? (
          words.saving
        ) : isBlank ? (
          words.nothingLeft
        ) : (
          <strong>{words.editing}</strong>
        )}
      </output>
      {typeof standing === 'object' && <p role="alert">{refusal(standing)}</p>}
    </Bar>
  );
};
