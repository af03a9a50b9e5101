import { useCallback, useEffect, useReducer, useRef, useState, type KeyboardEvent } from 'react';
import type { OwnersValue } from '../../backend/ownerDatabase.ts';
import { useDeveloperWords } from '../../strings/developer/DeveloperWordsContext.ts';
import { changedPaths } from './changedPaths.ts';
import { treeMove, treeRows, type TreeRow } from './treeRows.ts';
import { useOwnId } from './useOwnId.ts';

/** Tells what is at a place and each change of it; of a list, so many children from its end. Returns how to end that. */
export type WatchPlace = (path: string, last: number, found: (value: OwnersValue) => void) => () => void;

/** How many children of a place are read at first, and how many more with each wish. */
const pageLength = 100;
/** How long a change is marked. */
const markedMs = 2000;

interface Known {
  readonly values: ReadonlyMap<string, OwnersValue>;
  /** How often each place has changed since all was calm. */
  readonly changes: ReadonlyMap<string, number>;
  /** How many times anything was found. */
  readonly found: number;
}

type News =
  | { readonly kind: 'found'; readonly path: string; readonly value: OwnersValue; readonly isFirst: boolean }
  /** Nothing was found for a while since then. */
  | { readonly kind: 'calm'; readonly found: number };

const learn = (known: Known, news: News): Known => {
  if (news.kind === 'calm') return news.found === known.found ? { ...known, changes: new Map() } : known;
  const { path, value, isFirst } = news;
  const changes = new Map(known.changes);
  if (!isFirst) {
    for (const place of changedPaths(path, known.values.get(path), value)) {
      changes.set(place, (changes.get(place) ?? 0) + 1);
    }
  }
  return { values: new Map(known.values).set(path, value), changes, found: known.found + 1 };
};

/** Places of the database as a tree, of which what is open is followed. What changes is marked for a moment. */
export const TreeView = ({
  label,
  places,
  firstOpen,
  watch,
}: {
  readonly label: string;
  readonly places: readonly string[];
  readonly firstOpen: readonly string[];
  readonly watch: WatchPlace;
}) => {
  const words = useDeveloperWords().tree;
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(firstOpen));
  const [pages, setPages] = useState<ReadonlyMap<string, number>>(new Map());
  const [known, tell] = useReducer(learn, { values: new Map(), changes: new Map(), found: 0 });
  const [current, setCurrent] = useState<string>();
  const tree = useRef<HTMLDivElement>(null);
  const headingId = useOwnId();

  useEffect(() => {
    const timer = setTimeout(() => tell({ kind: 'calm', found: known.found }), markedMs);
    return () => clearTimeout(timer);
  }, [known.found]);

  const lastOf = (place: string): number => (pages.get(place) ?? 1) * pageLength;
  const rows = treeRows(places, open, known.values, lastOf);
  // Whatever had the focus may be gone.
  const stop = rows.some(({ path }) => path === current) ? current : rows[0]?.path;

  const toggle = useCallback((path: string): void => {
    if (path.endsWith('/')) {
      const place = path.slice(0, -1);
      setPages((before) => new Map(before).set(place, (before.get(place) ?? 1) + 1));
      return;
    }
    setOpen((before) => {
      const after = new Set(before);
      if (!after.delete(path)) after.add(path);
      return after;
    });
  }, []);

  const move = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const outcome = treeMove(rows, stop, event.key);
    if (outcome === undefined) return;
    event.preventDefault();
    if ('toggle' in outcome) return toggle(outcome.toggle);
    setCurrent(outcome.to);
    const index = rows.findIndex(({ path }) => path === outcome.to);
    const row = tree.current?.children[index];
    if (row instanceof HTMLElement) row.focus();
  };

  return (
    <section className="developer-section">
      <h3 id={headingId}>{label}</h3>
      {places.map(
        (place) => open.has(place) && <Watch key={place} {...{ place, last: lastOf(place), watch, tell }} />,
      )}
      {/* Its lines have the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus */}
      <div ref={tree} role="tree" aria-labelledby={headingId} className="developer-tree" onKeyDown={move}>
        {rows.map((row) => (
          <Row
            key={row.path}
            row={row}
            words={words}
            changes={known.changes.get(row.path) ?? 0}
            isStop={row.path === stop}
            onPress={() => {
              setCurrent(row.path);
              if (row.kind === 'branch' || row.kind === 'earlier') toggle(row.path);
            }}
          />
        ))}
      </div>
    </section>
  );
};

const Watch = ({
  place,
  last,
  watch,
  tell,
}: {
  readonly place: string;
  readonly last: number;
  readonly watch: WatchPlace;
  readonly tell: (news: News) => void;
}) => {
  useEffect(() => {
    let isFirst = true;
    return watch(place, last, (value) => {
      tell({ kind: 'found', path: place, value, isFirst });
      isFirst = false;
    });
  }, [place, last, watch, tell]);
  return null;
};

const Row = ({
  row: { name, level, kind, isOpen, text, position, size },
  words,
  changes,
  isStop,
  onPress,
}: {
  readonly row: TreeRow;
  readonly words: { readonly loading: string; readonly earlier: string };
  readonly changes: number;
  readonly isStop: boolean;
  readonly onPress: () => void;
}) => (
  // Its keys are those of the tree.
  // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
  <div
    role="treeitem"
    className="developer-row"
    data-kind={kind}
    style={{ '--level': level } as React.CSSProperties}
    tabIndex={isStop ? 0 : -1}
    aria-level={level}
    aria-posinset={position}
    aria-setsize={size}
    {...(kind === 'branch' && { 'aria-expanded': isOpen })}
    onClick={onPress}
  >
    {/* Another element with each change, so that the mark begins anew. */}
    <span key={changes} className="developer-line" data-changed={changes > 0}>
      {kind === 'loading' && words.loading}
      {kind === 'earlier' && words.earlier}
      {name !== '' && <span className="developer-key">{name}</span>}{' '}
      {text !== '' && <code className="developer-value">{text}</code>}
    </span>
  </div>
);
