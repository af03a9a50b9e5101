import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useSpeech } from '../../strings/StringsContext.ts';
import { loadEmoji, type Emoji } from './emojiTable.ts';
import { recentEmoji, rememberEmoji } from './recentEmoji.ts';
import { searchEmoji } from './searchEmoji.ts';
import './EmojiPicker.css';

/** Whoever looks through more than this by eye would rather type another letter. */
const mostFound = 80;

/** Unicode's groups that have signs of their own, each by one of them; `recent` comes first when there are any. */
const groupSigns: ReadonlyMap<number, string> = new Map([
  [0, '😀'],
  [1, '👋'],
  [3, '🐾'],
  [4, '🍎'],
  [5, '🚲'],
  [6, '🎈'],
  [7, '💡'],
  [8, '💬'],
  [9, '🏁'],
]);
type Group = number | 'recent';

/** All emoji to choose from: by groups, or by what is typed. */
export const EmojiPicker = ({
  onPick,
  onClose,
}: {
  readonly onPick: (sign: string) => void;
  readonly onClose: () => void;
}) => {
  const { language, strings } = useSpeech();
  const words = strings.emoji;
  const [all, setAll] = useState<readonly Emoji[] | 'failed'>();
  const [recent] = useState(recentEmoji);
  const [group, setGroup] = useState<Group>(recent.length > 0 ? 'recent' : 0);
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const grid = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDialogElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const panelId = useId();

  // Opened to look for something.
  useEffect(() => search.current?.focus(), []);

  useEffect(() => {
    let isOver = false;
    loadEmoji(language).then(
      (loaded) => (isOver ? undefined : setAll(loaded)),
      () => (isOver ? undefined : setAll('failed')),
    );
    return () => {
      isOver = true;
    };
  }, [language]);

  // A press anywhere else closes it, as it does every menu.
  useEffect(() => {
    const onPress = (event: PointerEvent): void => {
      if (event.target instanceof Node && panel.current?.contains(event.target) === false) onClose();
    };
    document.addEventListener('pointerdown', onPress);
    return () => document.removeEventListener('pointerdown', onPress);
  }, [onClose]);

  const known = useMemo(() => (all === undefined || all === 'failed' ? [] : all), [all]);
  const shown = useMemo(() => {
    if (query.trim() !== '') return searchEmoji(known, query, mostFound);
    if (group === 'recent') return recent.flatMap((sign) => known.find((emoji) => emoji.sign === sign) ?? []);
    return known.filter((emoji) => emoji.group === group);
  }, [known, query, group, recent]);
  const activeIndex = Math.min(active, shown.length - 1);

  const pick = (emoji: Emoji): void => {
    rememberEmoji(emoji.sign);
    onPick(emoji.sign);
  };

  const move = (event: KeyboardEvent): void => {
    const buttons = [...(grid.current?.querySelectorAll('button') ?? [])];
    const top = buttons[0]?.offsetTop;
    const columns = buttons.filter((button) => button.offsetTop === top).length;
    const steps = new Map([
      ['ArrowRight', 1],
      ['ArrowLeft', -1],
      ['ArrowDown', columns],
      ['ArrowUp', -columns],
      ['Home', -activeIndex],
      ['End', buttons.length - 1 - activeIndex],
    ]);
    const step = steps.get(event.key);
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(buttons.length - 1, activeIndex + step));
    setActive(next);
    buttons[next]?.focus();
  };

  return (
    // The keys of all that is in it arrive here.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={panel}
      open
      className="emoji-picker"
      aria-label={words.heading}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <input
        className="emoji-picker-search"
        type="search"
        ref={search}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={(event) => {
          const [first] = shown;
          if (event.key === 'Enter' && first !== undefined) {
            event.preventDefault();
            pick(first);
          } else if (event.key === 'ArrowDown') {
            event.preventDefault();
            grid.current?.querySelector('button')?.focus();
          }
        }}
        aria-label={words.search}
        placeholder={words.search}
        aria-controls={panelId}
      />
      <fieldset className="emoji-picker-groups" aria-label={words.groups}>
        {[...(recent.length > 0 ? [['recent', '🕘'] as const] : []), ...groupSigns].map(([key, sign]) => (
          <button
            key={key}
            type="button"
            className="emoji-picker-group"
            aria-pressed={query.trim() === '' && key === group}
            aria-label={key === 'recent' ? words.recent : words.group(key)}
            title={key === 'recent' ? words.recent : words.group(key)}
            onClick={() => {
              setQuery('');
              setGroup(key);
              setActive(0);
            }}
          >
            {sign}
          </button>
        ))}
      </fieldset>
      {/* The buttons in it are what has the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div ref={grid} id={panelId} className="emoji-picker-grid" onKeyDown={move}>
        {shown.map((emoji, index) => (
          <button
            key={emoji.sign}
            type="button"
            className="emoji-picker-emoji"
            tabIndex={index === activeIndex ? 0 : -1}
            aria-label={emoji.label}
            title={emoji.label}
            onClick={() => pick(emoji)}
          >
            {emoji.sign}
          </button>
        ))}
      </div>
      <output className="emoji-picker-foot">
        {all === undefined && words.loading}
        {all === 'failed' && words.unreachable}
        {shown.length === 0 && query.trim() !== '' && known.length > 0 && words.none}
      </output>
    </dialog>
  );
};
