/** @jsxImportSource preact */
import { useEffect, useRef } from 'preact/hooks';
import type { NodeSummary } from '../../src/inspect/answers.ts';
import { useStrings } from '../strings/language.ts';
import { rowStartingWith, type TreeRow } from './treeRows.ts';

export type TreeKey = 'edit' | 'add' | 'rename' | 'remove';

interface TreeViewProps {
  readonly label: string;
  readonly rows: readonly TreeRow[];
  readonly selected: TreeRow;
  /** Whether the keyboard shall go to the selected line. */
  readonly takesFocus: boolean;
  readonly describedBy: string;
  readonly onSelect: (row: TreeRow, byKeyboard: boolean) => void;
  readonly onToggle: (row: TreeRow, isOpen: boolean) => void;
  readonly onKey: (key: TreeKey) => void;
}

/** Letters typed within this belong together. */
const typingMs = 700;

const actsOf: Readonly<Record<string, TreeKey>> = {
  Enter: 'edit',
  Insert: 'add',
  F2: 'rename',
  Delete: 'remove',
};

/** A tree with one stop of the keyboard: arrows move and open, letters find. */
export const TreeView = ({
  label,
  rows,
  selected,
  takesFocus,
  describedBy,
  onSelect,
  onToggle,
  onKey,
}: TreeViewProps) => {
  const list = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: '', atMs: 0 });
  const at = rows.indexOf(selected);

  useEffect(() => {
    if (takesFocus) list.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [selected.id, takesFocus]);

  const select = (row: TreeRow | undefined): void => {
    if (row !== undefined) onSelect(row, true);
  };

  const seek = (letter: string, nowMs: number): void => {
    const isGoingOn = nowMs - typed.current.atMs < typingMs;
    const text = isGoingOn ? typed.current.text + letter : letter;
    typed.current = { text, atMs: nowMs };
    select(rowStartingWith(rows, at, text));
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => select(rows[at + 1]),
      ArrowUp: () => select(rows[at - 1]),
      PageDown: () => select(rows[Math.min(rows.length - 1, at + 20)]),
      PageUp: () => select(rows[Math.max(0, at - 20)]),
      Home: () => select(rows[0]),
      End: () => select(rows.at(-1)),
      ArrowRight: () => {
        if (selected.place === undefined) return;
        if (!selected.isOpen) onToggle(selected, true);
        else if (rows[at + 1]?.parentId === selected.id) select(rows[at + 1]);
      },
      ArrowLeft: () => {
        if (selected.isOpen) onToggle(selected, false);
        else select(rows.find(({ id }) => id === selected.parentId));
      },
    };
    const move = moves[event.key];
    const act = actsOf[event.key];
    const isLetter = event.key.length === 1 && (event.key !== ' ' || typed.current.text !== '');
    if (move !== undefined) move();
    else if (act !== undefined) onKey(act);
    else if (isLetter) seek(event.key, event.timeStamp);
    else return;
    event.preventDefault();
  };

  return (
    <div class="tree" role="tree" aria-label={label} aria-describedby={describedBy} ref={list}>
      {rows.map((row) => (
        <Line
          key={row.id}
          row={row}
          isSelected={row === selected}
          onKeyDown={onKeyDown}
          onSelect={() => onSelect(row, false)}
          onToggle={() => onToggle(row, !row.isOpen)}
          onEdit={() => onKey('edit')}
        />
      ))}
    </div>
  );
};

interface LineProps {
  readonly row: TreeRow;
  readonly isSelected: boolean;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onSelect: () => void;
  readonly onToggle: () => void;
  readonly onEdit: () => void;
}

const Line = ({ row, isSelected, onKeyDown, onSelect, onToggle, onEdit }: LineProps) => {
  const { data: words } = useStrings();
  const { content } = row;
  const canOpen = row.place !== undefined;
  return (
    <div
      role="treeitem"
      class="line"
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.setSize}
      aria-selected={isSelected}
      aria-expanded={canOpen ? row.isOpen : undefined}
      tabIndex={isSelected ? 0 : -1}
      style={{ '--level': row.level }}
      onKeyDown={onKeyDown}
      onFocus={() => {
        if (!isSelected) onSelect();
      }}
      onClick={onSelect}
      onDblClick={canOpen ? onToggle : onEdit}
    >
      <span
        class="twist"
        aria-hidden="true"
        onClick={(event) => {
          event.stopPropagation();
          onSelect();
          if (canOpen) onToggle();
        }}
      >
        {canOpen && (row.isOpen ? '▾' : '▸')}
      </span>
      {content.kind === 'range' ? (
        <span class="range">{words.range(content.first, content.last, content.size)}</span>
      ) : (
        <>
          <span class="key">{content.label}</span>
          <Summary of={content.node} />
        </>
      )}
      {row.isWaiting && <span class="quiet"> {words.waiting}</span>}
    </div>
  );
};

const Summary = ({ of: node }: { readonly of: NodeSummary }) => {
  const { data: words } = useStrings();
  if (node.kind === 'empty') return <span class="quiet"> {words.empty}</span>;
  const priority = node.priority !== null && (
    <span class="priority"> {words.priority(JSON.stringify(node.priority))}</span>
  );
  if (node.kind === 'branch') {
    return (
      <>
        <span class="quiet"> {words.children(node.size)}</span>
        {priority}
      </>
    );
  }
  return (
    <>
      <span class="colon" aria-hidden="true">
        :
      </span>{' '}
      <span class={`value value-${typeof node.value}`}>{JSON.stringify(node.value)}</span>
      {node.characters !== undefined && <span class="quiet"> {words.more(node.characters)}</span>}
      {priority}
    </>
  );
};
