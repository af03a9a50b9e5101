import { EditBar } from '../../features/editing/EditBar.tsx';
import { ReplyBar } from '../../features/replies/ReplyBar.tsx';
import type { ActionWords } from '../../strings/actions/ActionWords.ts';
import type { Intent } from './intent.ts';

/** Over the field: what it is for. */
export const IntentBar = ({
  intent,
  words,
  onRemove,
  onCancel,
}: {
  readonly intent: Intent;
  readonly words: ActionWords;
  readonly onRemove: () => void;
  readonly onCancel: () => void;
}) =>
  intent.kind === 'reply' ? (
    <ReplyBar to={intent.to} words={words} onCancel={onCancel} />
  ) : (
    <EditBar
      isBlank={intent.text.trim() === ''}
      standing={intent.standing}
      words={words}
      onRemove={onRemove}
      onCancel={onCancel}
    />
  );
