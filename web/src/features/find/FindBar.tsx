import type { MessageId } from '@causerie/contract';
import { useEffect, useId, useRef, useState } from 'react';
import { useSource } from '../../backend/useSource.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { FindWords } from '../../strings/find/FindWords.ts';
import { paintFound } from './paintFound.ts';
import { foldedWords, type Searcher } from './search.ts';
import './FindBar.css';

/** Whoever types on means another word. */
const typingMs = 250;

/** Finds what was said in a room: each hit is shown where it was said, and the field keeps the focus. */
export const FindBar = ({
  searcher,
  words,
  tag,
  onGo,
  onClose,
}: {
  readonly searcher: Searcher;
  readonly words: FindWords;
  /** BCP 47, for the date up to which was searched. */
  readonly tag: string;
  readonly onGo: (id: MessageId) => void;
  readonly onClose: () => void;
}) => {
  const search = useSource(searcher);
  const [query, setQuery] = useState('');
  const [place, setPlace] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const statusId = useId();
  const { hits, state } = search;

  useEffect(() => input.current?.focus(), []);
  useEffect(() => () => searcher.stop(), [searcher]);
  useEffect(() => {
    const timer = setTimeout(() => searcher.start(query), typingMs);
    return () => clearTimeout(timer);
  }, [searcher, query]);

  useEffect(() => {
    // It may stand in a shadow root.
    const root = input.current?.getRootNode();
    const list =
      root instanceof Document || root instanceof ShadowRoot ? root.querySelector('[role=log]') : null;
    return list === null ? undefined : paintFound(list, foldedWords(search.query));
  }, [search.query]);

  // The first hit is gone to when it is found, every other when it is asked for.
  const first = hits[0];
  const goes = useRef(onGo);
  useEffect(() => {
    goes.current = onGo;
  });
  useEffect(() => {
    if (first !== undefined) goes.current(first);
  }, [first]);

  const go = (step: number): void => {
    const next = Math.max(0, Math.min(hits.length - 1, place + step));
    const id = hits[next];
    if (id === undefined) return;
    setPlace(next);
    onGo(id);
  };
  const date = new Intl.DateTimeFormat(tag, { dateStyle: 'medium' });
  const isSearching = state === 'searching';
  return (
    <search className="find">
      <div className="find-row">
        <input
          ref={input}
          type="search"
          className="find-input"
          aria-label={words.label}
          aria-describedby={statusId}
          placeholder={words.label}
          value={query}
          enterKeyHint="search"
          autoComplete="off"
          onChange={(event) => {
            setQuery(event.target.value);
            setPlace(0);
          }}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === 'Escape') onClose();
            else if (event.key === 'Enter') go(event.shiftKey ? -1 : 1);
            else if (event.key === 'ArrowUp') go(1);
            else if (event.key === 'ArrowDown') go(-1);
            else return;
            event.preventDefault();
          }}
        />
        <button
          type="button"
          className="icon-button"
          aria-label={words.older}
          disabled={place >= hits.length - 1}
          onClick={() => go(1)}
        >
          <Icon name="up" />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={words.newer}
          disabled={place === 0}
          onClick={() => go(-1)}
        >
          <Icon name="down" />
        </button>
        <button type="button" className="icon-button" aria-label={words.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <div className="find-row find-state">
        {/* What is said aloud is the count, when it stands; not every page on the way to it. */}
        <output id={statusId}>
          {hits.length > 0 ? words.place(place + 1, hits.length) : state === 'done' ? words.none : ''}
        </output>
        {search.backToMs !== undefined && (
          <span>
            {state === 'done' ? words.all : words.looked(search.looked, date.format(search.backToMs))}
          </span>
        )}
        {state === 'failed' && <span role="alert">{words.failed}</span>}
        {isSearching && (
          <button type="button" className="link-button" onClick={searcher.stop}>
            {words.stop}
          </button>
        )}
        {(state === 'paused' || state === 'failed') && (
          <button type="button" className="link-button" onClick={searcher.goOn}>
            {words.goOn}
          </button>
        )}
      </div>
    </search>
  );
};
