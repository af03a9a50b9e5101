import { useId, type ReactNode } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { useMedia } from '../../ui/useMedia.ts';
import { ThreadContent, type ThreadOptions } from './ThreadContent.tsx';
import './Thread.css';

/** Where three columns stand side by side. */
const wideView = '(min-width: 72rem)';

/** A message and everything that answers it: beside the conversation where there is space, and else over it. */
export const Thread = ({
  bars,
  onClose,
  ...options
}: ThreadOptions & {
  /** What became of what was done. It stands under the conversation, which may be out of reach. */
  readonly bars: ReactNode;
  readonly onClose: () => void;
}) => {
  const { words } = options.loaded;
  const titleId = useId();
  const hasSpace = useMedia(wideView);
  if (!hasSpace) {
    return (
      <Sheet title={words.thread} closeLabel={words.closeThread} onClose={onClose}>
        <ThreadContent {...options} bars={bars} />
      </Sheet>
    );
  }
  return (
    // The keys of all that is in it arrive here.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className="thread"
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        // What is open inside, or is being edited, closes first.
        const isInner = event.defaultPrevented || event.currentTarget.querySelector(':popover-open') !== null;
        if (event.key === 'Escape' && !isInner && !event.nativeEvent.isComposing) onClose();
      }}
    >
      <header className="thread-header">
        <h2 id={titleId}>{words.thread}</h2>
        <button
          type="button"
          className="icon-button"
          aria-label={words.closeThread}
          title={words.closeThread}
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </header>
      <ThreadContent {...options} />
    </section>
  );
};
