import {
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type Ref,
} from 'react';
import { useSpeech } from '../../strings/StringsContext.ts';
import { loadEmoji, type Emoji } from '../../ui/emoji/emojiTable.ts';
import { tokenAt, withCompletion } from './completion.ts';
import { proposalsFor, type ProposalSources } from './proposals.ts';
import './Completions.css';

/** What the field asks of the list, which never has the focus itself. */
export interface CompletionKeys {
  /** Whether the key was meant for the list. */
  readonly takes: (key: string) => boolean;
}

/** What a beginning before the caret could become: people after `@`, emoji after `:`, commands after `/`. */
export const Completions = ({
  text,
  caret,
  sources,
  onPick,
  onActive,
  keys,
}: {
  readonly text: string;
  readonly caret: number;
  readonly sources: Omit<ProposalSources, 'emoji'>;
  readonly onPick: (completed: { readonly text: string; readonly caret: number }) => void;
  /** The ids of the list and of the proposal that Enter would take, for the field to point at. */
  readonly onActive: (active: { readonly list: string; readonly option: string } | undefined) => void;
  readonly keys: Ref<CompletionKeys>;
}) => {
  const { language, strings } = useSpeech();
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const [emoji, setEmoji] = useState<readonly Emoji[]>([]);
  const [active, setActive] = useState(0);
  /** Where a list was closed. It opens again with another beginning. */
  const [closedAt, setClosedAt] = useState<number>();

  const token = useMemo(() => tokenAt(text, caret), [text, caret]);
  const proposals = useMemo(
    () => (token === undefined || token.from === closedAt ? [] : proposalsFor(token, { ...sources, emoji })),
    [token, closedAt, sources, emoji],
  );
  const [shownFor, setShownFor] = useState(token?.query);
  if (shownFor !== token?.query) {
    setShownFor(token?.query);
    setActive(0);
  }
  if (token === undefined && closedAt !== undefined) setClosedAt(undefined);

  const wantsEmoji = token?.kind === 'emoji';
  useEffect(() => {
    if (!wantsEmoji) return undefined;
    let isOver = false;
    loadEmoji(language).then(
      (loaded) => (isOver ? undefined : setEmoji(loaded)),
      // They cannot be fetched; what was typed stays as it is.
      () => undefined,
    );
    return () => {
      isOver = true;
    };
  }, [wantsEmoji, language]);

  const index = Math.min(active, proposals.length - 1);
  const optionId = (at: number): string => `${listId}-${at}`;
  const activeOption = proposals.length === 0 ? undefined : optionId(index);
  useEffect(() => {
    onActive(activeOption === undefined ? undefined : { list: listId, option: activeOption });
    return () => onActive(undefined);
  }, [activeOption, listId, onActive]);
  const isShown = proposals.length > 0;
  useLayoutEffect(() => {
    const element = list.current;
    const place = element?.parentElement;
    if (!isShown || element === null || !place) return undefined;
    // Fixed, because what stands around the field is clipped at its edges.
    const settle = (): void => {
      const { top, left, width } = place.getBoundingClientRect();
      element.style.setProperty('--left', `${left}px`);
      element.style.setProperty('--width', `${width}px`);
      element.style.setProperty('--bottom', `${document.documentElement.clientHeight - top}px`);
    };
    settle();
    // The field grows with what is written in it.
    const observer = new ResizeObserver(settle);
    observer.observe(place);
    addEventListener('resize', settle);
    return () => {
      observer.disconnect();
      removeEventListener('resize', settle);
    };
  }, [isShown]);
  useLayoutEffect(() => {
    list.current?.children.item(index)?.scrollIntoView({ block: 'nearest' });
  }, [index]);

  const pick = (at: number): void => {
    const proposal = proposals[at];
    if (token !== undefined && proposal !== undefined) onPick(withCompletion(text, token, proposal.text));
  };

  useImperativeHandle(keys, () => ({
    takes: (key) => {
      if (proposals.length === 0 || token === undefined) return false;
      switch (key) {
        case 'ArrowDown':
        case 'ArrowUp':
          setActive((index + (key === 'ArrowDown' ? 1 : proposals.length - 1)) % proposals.length);
          return true;
        case 'Enter':
          // A command that is written out is meant: Enter sends it.
          if (proposals[index]?.text === text.slice(token.from, token.to)) return false;
          pick(index);
          return true;
        case 'Tab':
          pick(index);
          return true;
        case 'Escape':
          setClosedAt(token.from);
          return true;
        default:
          return false;
      }
    },
  }));

  if (!isShown) return null;
  return (
    <div
      ref={list}
      id={listId}
      className="completions"
      // The elements that have this role by themselves take the focus, which stays in the field.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="listbox"
      tabIndex={-1}
      aria-label={strings.composer.proposals}
      // The field keeps the focus, and with it the keyboard on glass.
      onMouseDown={(event) => event.preventDefault()}
    >
      {proposals.map(({ id, sign, label, detail }, at) => (
        // Keys are handled where the focus is, in the field.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
        <div
          key={id}
          id={optionId(at)}
          // An option element belongs in a select, which a field to write in is not.
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          role="option"
          tabIndex={-1}
          aria-selected={at === index}
          className="completions-option"
          onClick={() => pick(at)}
        >
          {sign !== undefined && (
            <span className="completions-sign" aria-hidden="true">
              {sign}
            </span>
          )}
          <bdi className="completions-label">{label}</bdi>
          {detail !== undefined && <span className="completions-detail">{detail}</span>}
        </div>
      ))}
    </div>
  );
};
