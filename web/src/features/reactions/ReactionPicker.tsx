import { reactionEmoji, type ReactionEmoji } from '@causerie/contract';
import { useId, useRef, type KeyboardEvent } from 'react';
import type { ActionWords } from '../../strings/actions/ActionWords.ts';
import { Icon } from '../../ui/Icon.tsx';
import './Reactions.css';

/** The signs to answer a message with, which open from a button. In the browser's top layer, because a message clips what it draws. */
export const ReactionPicker = ({
  words,
  onPick,
}: {
  readonly words: ActionWords;
  readonly onPick: (emoji: ReactionEmoji) => void;
}) => {
  const panel = useRef<HTMLFieldSetElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const panelId = useId();

  /** Beside the button, whole in the window. */
  const place = (): void => {
    const at = button.current?.getBoundingClientRect();
    const element = panel.current;
    if (at === undefined || element === null) return;
    const { width, height } = element.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const left = Math.max(edgePx, Math.min(at.right - width, clientWidth - width - edgePx));
    const isRoomBelow = at.bottom + height + edgePx <= clientHeight;
    element.style.setProperty('--left', `${left}px`);
    element.style.setProperty('--top', `${isRoomBelow ? at.bottom : at.top - height}px`);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = steps.get(event.key);
    if (step === undefined) return;
    event.preventDefault();
    const buttons = Array.from(panel.current?.querySelectorAll('button') ?? []);
    const index = buttons.findIndex((candidate) => candidate === document.activeElement);
    buttons.at((index + step) % buttons.length)?.focus();
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        className="icon-button"
        popoverTarget={panelId}
        aria-label={words.react}
        title={words.react}
      >
        <Icon name="smile" />
      </button>
      <fieldset
        ref={panel}
        id={panelId}
        className="reaction-picker"
        popover="auto"
        aria-label={words.react}
        onToggle={(event) => {
          if (event.newState !== 'open') return;
          place();
          panel.current?.querySelector('button')?.focus();
        }}
      >
        {reactionEmoji.map((emoji) => (
          <button
            key={emoji}
            type="button"
            className="reaction-choice"
            aria-label={words.reactWith(emoji)}
            title={words.reactWith(emoji)}
            onKeyDown={onKeyDown}
            onClick={() => {
              panel.current?.hidePopover();
              onPick(emoji);
            }}
          >
            {emoji}
          </button>
        ))}
      </fieldset>
    </>
  );
};

const edgePx = 8;

/** Six stand in a row. */
const perRow = 6;
const steps: ReadonlyMap<string, number> = new Map([
  ['ArrowRight', 1],
  ['ArrowLeft', -1],
  ['ArrowDown', perRow],
  ['ArrowUp', -perRow],
]);
