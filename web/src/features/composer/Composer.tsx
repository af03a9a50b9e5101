import { limits, messageTextProblem, prepareMessageText } from '@causerie/contract';
import {
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type ClipboardEvent,
  type DragEvent,
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
} from 'react';
import { useStrings } from '../../strings/StringsContext.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { CompletionKeys } from './Completions.tsx';
import type { ProposalSources } from './proposals.ts';
import { lazyPart } from '../../ui/lazyPart.tsx';
import './Composer.css';

/** Most messages need none of it. */
const Completions = lazyPart(async () => (await import('./Completions.tsx')).Completions);
const EmojiPicker = lazyPart(async () => (await import('../../ui/emoji/EmojiPicker.tsx')).EmojiPicker);

/** The count of what is left appears when this much of the length is used. */
const countFrom = 0.9;

/** Where somebody writes. It clears itself only when the text was taken. */
export const Composer = ({
  roomName,
  draft,
  onDraft,
  onSend,
  sources,
  inputRef,
  bar,
  onKey,
  label,
  sendLabel,
  isBusy = false,
}: {
  readonly roomName: string;
  readonly draft: string;
  readonly onDraft: (text: string) => void;
  /** Takes a prepared text, or says in words why not. `kept`: the text stays until its owner takes it away. */
  readonly onSend: (text: string) => { readonly refusal: string } | 'taken' | 'kept';
  /** What beginnings can be completed to. */
  readonly sources: Omit<ProposalSources, 'emoji'>;
  readonly inputRef: Ref<HTMLTextAreaElement>;
  /** Over the field: what it is for, when it is not for a new message alone. */
  readonly bar?: ReactNode;
  /** Escape, and the arrow up in an empty field. Whether something came of it. */
  readonly onKey?: (key: 'Escape' | 'ArrowUp') => boolean;
  /** What the field and its button are called instead of what they are usually. */
  readonly label?: string;
  readonly sendLabel?: string;
  /** What was written is on its way, and stays as it is meanwhile. */
  readonly isBusy?: boolean;
}) => {
  const { composer } = useStrings();
  const helpId = useId();
  const [refusal, setRefusal] = useState<string>();
  const input = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle(inputRef, () => input.current as HTMLTextAreaElement);
  const [caret, setCaret] = useState(0);
  const [hasFocus, setHasFocus] = useState(false);
  useEffect(() => {
    const field = input.current;
    if (!hasFocus || field === null) return undefined;
    const over = new AbortController();
    const follow = (): void => setCaret(field.selectionStart);
    // Older browsers tell the document of it, and later ones the field, which in a shadow root is all who hear.
    for (const place of [document, field])
      place.addEventListener('selectionchange', follow, { signal: over.signal });
    return () => over.abort();
  }, [hasFocus]);
  const completions = useRef<CompletionKeys>(null);
  const [active, setActive] = useState<{ readonly list: string; readonly option: string }>();
  /** Where the caret goes once the completed text is in the field. */
  const caretAfter = useRef<number>(undefined);
  useLayoutEffect(() => {
    if (caretAfter.current === undefined) return;
    input.current?.setSelectionRange(caretAfter.current, caretAfter.current);
    caretAfter.current = undefined;
  });

  const text = prepareMessageText(draft);
  const problem = messageTextProblem(text);
  const left = limits.messageText - text.length;
  const complaint = problem?.code === 'too_long' ? composer.tooLong(-left) : refusal;
  const isNearEnd = left <= limits.messageText * (1 - countFrom);

  /** Puts another text into the field, unless what stands there is on its way. */
  const put = (completed: { readonly text: string; readonly caret: number }): void => {
    if (isBusy) return;
    onDraft(completed.text);
    setCaret(completed.caret);
    caretAfter.current = completed.caret;
  };

  const [isPicking, setIsPicking] = useState(false);
  const closePicker = useCallback(() => {
    setIsPicking(false);
    input.current?.focus();
  }, []);
  const insert = (sign: string): void => {
    const field = input.current;
    const from = field?.selectionStart ?? draft.length;
    const to = field?.selectionEnd ?? from;
    put({ text: `${draft.slice(0, from)}${sign}${draft.slice(to)}`, caret: from + sign.length });
    closePicker();
  };

  const send = (): void => {
    if (problem !== undefined || isBusy) return;
    const outcome = onSend(text);
    setRefusal(typeof outcome === 'object' ? outcome.refusal : undefined);
    if (outcome === 'taken') onDraft('');
  };

  /** Pictures and other files have no place here. Text that comes with them, as from a word processor, is what was meant. */
  const turnAway = (event: ClipboardEvent | DragEvent, { files, types }: DataTransfer): void => {
    if (files.length === 0 || types.includes('text/plain')) return;
    // The browser would open what was dropped in place of the page.
    event.preventDefault();
    setRefusal(composer.noFiles);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    // While an input method is composing, Enter chooses among its proposals; Safari tells so by the key code alone.
    const isComposing = event.nativeEvent.isComposing || event.keyCode === 229;
    if (!isComposing && !event.shiftKey && completions.current?.takes(event.key) === true) {
      event.preventDefault();
      return;
    }
    const isPlain = !isComposing && !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey;
    if (isPlain && (event.key === 'Escape' || (event.key === 'ArrowUp' && draft === ''))) {
      if (onKey?.(event.key) === true) event.preventDefault();
      return;
    }
    if (event.key !== 'Enter' || event.shiftKey || isComposing || isTouchOnly()) return;
    event.preventDefault();
    send();
  };

  return (
    // What is dropped beside the field is meant for it, too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className="composer"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        send();
      }}
      onPaste={(event) => turnAway(event, event.clipboardData)}
      onDragOver={(event) => {
        // Only what says so here may be dropped, and be told of.
        if (event.dataTransfer.types.includes('Files')) event.preventDefault();
      }}
      onDrop={(event) => turnAway(event, event.dataTransfer)}
    >
      {bar}
      <div className="composer-box" data-problem={problem?.code === 'too_long'}>
        {/* The mirror has the height of the text; the text area fills the same cell. */}
        <div className="composer-grow">
          <div className="composer-mirror" aria-hidden="true">
            {draft}{' '}
          </div>
          <textarea
            ref={input}
            className="composer-input"
            rows={1}
            value={draft}
            onChange={(event) => {
              setRefusal(undefined);
              setCaret(event.target.selectionStart);
              onDraft(event.target.value);
            }}
            onFocus={() => setHasFocus(true)}
            onBlur={() => setHasFocus(false)}
            onKeyDown={onKeyDown}
            aria-autocomplete="list"
            aria-controls={active?.list}
            aria-activedescendant={active?.option}
            readOnly={isBusy}
            aria-label={label ?? composer.label(roomName)}
            placeholder={label ?? composer.label(roomName)}
            aria-describedby={helpId}
            aria-invalid={problem?.code === 'too_long'}
            dir="auto"
          />
        </div>
        <button
          type="button"
          className="composer-emoji"
          aria-label={composer.openEmoji}
          title={composer.openEmoji}
          aria-haspopup="dialog"
          aria-expanded={isPicking}
          // What closes the list would open it again.
          onPointerDown={(event) => (isPicking ? event.stopPropagation() : undefined)}
          onClick={() => (isPicking ? closePicker() : setIsPicking(true))}
        >
          <Icon name="smile" />
        </button>
        <button
          type="submit"
          className="composer-send"
          aria-label={sendLabel ?? composer.send}
          title={sendLabel ?? composer.send}
          aria-disabled={problem !== undefined || isBusy}
          // Pressed with a finger, it must not take the focus: the keyboard would fold away after every message.
          onMouseDown={(event) => event.preventDefault()}
        >
          <Icon name={sendLabel === undefined ? 'send' : 'done'} />
        </button>
      </div>
      {isPicking && <EmojiPicker onPick={insert} onClose={closePicker} />}
      {hasFocus && /[@:]|^\//.test(draft) && (
        <Completions
          text={draft}
          caret={caret}
          sources={sources}
          onPick={put}
          onActive={setActive}
          keys={completions}
        />
      )}
      <p id={helpId} className="composer-help" data-complains={complaint !== undefined}>
        {/* Only complaints are announced; a count that goes down with every key would never be silent. */}
        <output>{complaint}</output>
        {complaint === undefined && isNearEnd && composer.left(left)}
        {complaint === undefined && !isNearEnd && <span className="composer-keys">{composer.keys}</span>}
      </p>
    </form>
  );
};

/** A keyboard on glass has no Shift + Enter: there, Enter starts a new line and the button sends. */
const isTouchOnly = (): boolean => matchMedia('(pointer: coarse) and (not (any-pointer: fine))').matches;
