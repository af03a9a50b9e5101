import type { ActionWords } from '../../strings/actions/ActionWords.ts';
import { Icon } from '../../ui/Icon.tsx';
import './Replies.css';

/** How many messages answer one, of those that the page has; leads to all of them. */
export const Replies = ({
  count,
  words,
  isReached,
  onOpen,
}: {
  readonly count: number;
  readonly words: ActionWords;
  /** Whether the tabulator stops here. */
  readonly isReached: boolean;
  readonly onOpen: () => void;
}) =>
  count > 0 && (
    <button type="button" className="replies" tabIndex={isReached ? 0 : -1} onClick={onOpen}>
      <Icon name="thread" />
      {words.replies(count)}
    </button>
  );
