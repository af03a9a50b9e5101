import { message, paths, type RoomId } from '@causerie/contract';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useDeveloperWords } from '../../strings/developer/DeveloperWordsContext.ts';
import { diffTokens, htmlTokens, takenOut, textTokens, type DiffPiece } from './diffTokens.ts';
import '../../ui/Field.css';
import type { WatchPlace } from './TreeView.tsx';
import { Visible } from './Visible.tsx';
import { useOwnId } from './useOwnId.ts';

/** What the functions make of a text, step by step, or of html. */
export interface Rendered {
  readonly tidied?: string;
  readonly made?: string;
  readonly cleaned?: string;
  readonly refused?: string;
}

/** Asks the functions. Rejects when they cannot be asked. */
export type Render = (asked: { readonly text: string } | { readonly html: string }) => Promise<Rendered>;

/** What the page lets through of html, as nodes; nothing when nothing of it can be seen. */
export type Sanitise = (html: string) => DocumentFragment | undefined;

/** A message as it is stored. */
interface Stored {
  readonly id: string;
  readonly text: string;
  readonly html: string | undefined;
}

const subjects = ['message', 'ownText', 'ownHtml'] as const;
const messagesMax = 50;
const labelMax = 60;
/** Somebody who is typing asks for nothing yet. */
const pauseMs = 250;

const exampleText = 'A **bold** word, `code`, <script>alert(1)</script> and gpj.\u202eexe';
const exampleHtml =
  '<p onclick="steal()">Hello <a href="javascript:alert(1)">you</a></p><script>alert(1)</script><img src="x" onerror="alert(1)">';

/** What becomes of a text between the field where it was typed and the eye of another. */
export const SanitiserView = ({
  roomId,
  watch,
  render,
  sanitise,
}: {
  readonly roomId: RoomId;
  readonly watch: WatchPlace;
  readonly render: Render;
  readonly sanitise: Sanitise;
}) => {
  const words = useDeveloperWords().sanitiser;
  const [subject, setSubject] = useState<(typeof subjects)[number]>('message');
  const [messages, setMessages] = useState<readonly Stored[]>();
  const [chosen, setChosen] = useState<string>();
  const [text, setText] = useState(exampleText);
  const [html, setHtml] = useState(exampleHtml);
  const name = useOwnId();
  const fieldId = useOwnId();

  useEffect(
    () =>
      watch(paths.messages.at({ roomId }), messagesMax, (value) =>
        setMessages(value instanceof Map ? storedOf(value) : []),
      ),
    [watch, roomId],
  );
  const shown = messages?.find(({ id }) => id === chosen) ?? messages?.at(-1);

  return (
    <section className="developer-section">
      <p className="developer-hint">{words.hint}</p>
      <fieldset className="developer-choices">
        <legend>{words.what}</legend>
        {subjects.map((each) => (
          <label key={each} className="developer-check">
            <input type="radio" name={name} checked={subject === each} onChange={() => setSubject(each)} />
            {words[each]}
          </label>
        ))}
      </fieldset>
      {subject === 'message' && messages?.length === 0 && <p>{words.noMessages}</p>}
      {subject === 'message' && shown !== undefined && (
        <>
          <label className="developer-field" htmlFor={fieldId}>
            {words.which}
          </label>
          <select
            id={fieldId}
            className="field-input"
            value={shown.id}
            onChange={({ target }) => setChosen(target.value)}
          >
            {messages?.toReversed().map(({ id, text: said }) => (
              <option key={id} value={id}>
                {said.length <= labelMax ? said : `${said.slice(0, labelMax)}…`}
              </option>
            ))}
          </select>
          <Way asked={{ text: shown.text }} stored={shown} render={render} sanitise={sanitise} />
        </>
      )}
      {subject !== 'message' && (
        <>
          <label className="developer-field" htmlFor={fieldId}>
            {subject === 'ownText' ? words.text : words.html}
          </label>
          <textarea
            id={fieldId}
            className="field-input developer-code"
            rows={4}
            value={subject === 'ownText' ? text : html}
            onChange={({ target }) => (subject === 'ownText' ? setText : setHtml)(target.value)}
          />
          <Way asked={subject === 'ownText' ? { text } : { html }} render={render} sanitise={sanitise} />
        </>
      )}
    </section>
  );
};

const storedOf = (value: ReadonlyMap<string, unknown>): readonly Stored[] =>
  [...value].flatMap(([id, row]) => {
    const read = message.read(row);
    return read === undefined || !('text' in read) || read.text === undefined
      ? []
      : [{ id, text: read.text, html: read.html }];
  });

/** The stations of one text. Without `stored`, what the functions make of it counts as stored. */
const Way = ({
  asked,
  stored,
  render,
  sanitise,
}: {
  readonly asked: { readonly text: string } | { readonly html: string };
  readonly stored?: Stored;
  readonly render: Render;
  readonly sanitise: Sanitise;
}) => {
  const words = useDeveloperWords().sanitiser;
  const key = JSON.stringify(asked);
  const [rendered, setRendered] = useState<{ readonly of: string; readonly is: Rendered | 'failed' }>();
  useEffect(() => {
    let isOver = false;
    const ask = JSON.parse(key) as typeof asked;
    const timer = setTimeout(() => {
      render(ask).then(
        (is) => isOver || setRendered({ of: key, is }),
        () => isOver || setRendered({ of: key, is: 'failed' }),
      );
    }, pauseMs);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [key, render]);

  const answer = rendered?.of === key ? rendered.is : undefined;
  const told = answer === 'failed' ? undefined : answer;
  const before = 'text' in asked ? textTokens(asked.text) : htmlTokens(asked.html);
  const html = stored === undefined ? told?.cleaned : stored.html;
  const pieces = useMemo(
    () => (html === undefined ? undefined : diffTokens(before, htmlTokens(html))),
    // The tokens are those of the key.
    // oxlint-disable-next-line react/exhaustive-deps
    [key, html],
  );
  const shown = html === undefined ? undefined : serialised(sanitise(html));
  const taken: readonly (readonly [string, readonly string[] | undefined])[] = [
    ...('text' in asked
      ? ([
          [
            words.byTidying,
            told?.tidied === undefined
              ? undefined
              : takenOut(diffTokens(textTokens(asked.text), textTokens(told.tidied))),
          ],
        ] as const)
      : []),
    [
      words.bySanitiser,
      told?.made === undefined || told.cleaned === undefined
        ? undefined
        : takenOut(diffTokens(htmlTokens(told.made), htmlTokens(told.cleaned))),
    ],
    [
      words.byPage,
      html === undefined || shown === undefined
        ? undefined
        : takenOut(diffTokens(htmlTokens(html), htmlTokens(shown))),
    ],
  ];
  return (
    <div className="developer-way">
      <h4>{words.before}</h4>
      <Diff
        pieces={pieces ?? [{ kind: 'same', before: before.map((token) => token.text).join(''), after: '' }]}
        side="before"
      />
      <h4>{words.after}</h4>
      {pieces !== undefined && <Diff pieces={pieces} side="after" />}
      {pieces === undefined && answer === undefined && <p className="developer-hint">{words.asking}</p>}
      {pieces === undefined && told !== undefined && <p>{words.plain}</p>}
      {told?.refused !== undefined && <p>{words.refused(told.refused)}</p>}
      {answer === 'failed' && <p role="alert">{words.failed}</p>}
      {stored !== undefined && told !== undefined && (
        <p className="developer-hint">
          {told.cleaned === stored.html
            ? words.agrees
            : stored.html === undefined
              ? words.notYet
              : words.differs}
        </p>
      )}
      <h4>{words.taken}</h4>
      <dl className="developer-changes">
        {taken.map(([by, out]) => (
          <div key={by}>
            <dt>{by}</dt>
            <dd>
              {out?.map((text, index) => (
                // What was taken out has no other name than where it was.
                // oxlint-disable-next-line react/no-array-index-key
                <del key={index} className="developer-out">
                  <Visible text={text} />
                </del>
              ))}
              {out?.length === 0 && words.nothing}
              {out === undefined && '–'}
            </dd>
          </div>
        ))}
      </dl>
      {html !== undefined && (
        <>
          <h4>{words.shown}</h4>
          <Shown html={html} sanitise={sanitise} />
        </>
      )}
    </div>
  );
};

const serialised = (fragment: DocumentFragment | undefined): string => {
  const box = document.createElement('div');
  if (fragment !== undefined) box.append(fragment);
  return box.innerHTML;
};

/** One side of a comparison: what went, or what came, is marked. */
const Diff = ({
  pieces,
  side,
}: {
  readonly pieces: readonly DiffPiece[];
  readonly side: 'before' | 'after';
}) => {
  const words = useDeveloperWords().sanitiser;
  return (
    // It scrolls, and so must be within reach of the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role
    <pre className="developer-rule" tabIndex={0} role="group" aria-label={words[side]}>
      <code>
        {pieces.map((piece, index) => {
          // Nothing but its place tells one piece from another.
          const key = index;
          if (piece.kind === 'same') return <Visible key={key} text={piece[side]} />;
          if (piece.kind !== (side === 'before' ? 'out' : 'in')) return null;
          const Marked = piece.kind === 'out' ? 'del' : 'ins';
          return (
            <Marked key={key} className={`developer-${piece.kind}`}>
              <span className="visually-hidden">{piece.kind === 'out' ? words.went : words.came} </span>
              <Visible text={piece.text} />
            </Marked>
          );
        })}
      </code>
    </pre>
  );
};

const Shown = ({ html, sanitise }: { readonly html: string; readonly sanitise: Sanitise }) => {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.replaceChildren(sanitise(html) ?? '');
  }, [html, sanitise]);
  return <div ref={box} className="developer-shown message-html" dir="auto" />;
};
